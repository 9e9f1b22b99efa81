package org.freedomcheckout.web.shopper;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is drawn is what a phone reads. */
class QrViewTest {

    private static final Pattern STROKE = Pattern.compile("M(\\d+) (\\d+)\\.5h(\\d+)");

    private static int side(QrView qr) {
        return Integer.parseInt(qr.box().split(" ", -1)[2]) - 8;
    }

    /** Each stroke lies in the middle of its row and is one module high. */
    private static BitMatrix drawn(QrView qr) {
        var modules = new BitMatrix(side(qr));
        STROKE.matcher(qr.path())
                .results()
                .forEach(stroke -> modules.setRegion(
                        Integer.parseInt(stroke.group(1)),
                        Integer.parseInt(stroke.group(2)),
                        Integer.parseInt(stroke.group(3)),
                        1));
        return modules;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080/pay/abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ",
                "https://checkout.shop.kz/pay/0123456789-_0123456789-_0123456789-_0123456?lang=kk",
                "https://checkout.a-shop-with-a-long-name.example/some/where/below/pay/0123456789-_0123456789-_0123456789-_0"
            })
    void theAddressIsReadFromIt(String address) throws Exception {
        assertThat(new Decoder().decode(drawn(QrView.of(address))).getText()).isEqualTo(address);
    }

    @Test
    void anEdgeOfFourModulesIsLeftFree() {
        var qr = QrView.of("https://checkout.shop.kz/pay/x");
        assertThat(qr.box()).isEqualTo("-4 -4 %1$d %1$d".formatted(side(qr) + 8));
        assertThat(STROKE.matcher(qr.path()).replaceAll("")).isEmpty();
        assertThat(drawn(qr).getEnclosingRectangle()).containsExactly(0, 0, side(qr), side(qr));
    }
}
