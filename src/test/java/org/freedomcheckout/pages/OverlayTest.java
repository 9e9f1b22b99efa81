package org.freedomcheckout.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.freedomcheckout.app.Settings;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.web.Overlay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A merchant's own pages and words over ours. */
class OverlayTest {

    @TempDir
    private Path templates;

    @TempDir
    private Path texts;

    private Settings settings() {
        return Settings.of(new HashMap<>(Map.of(
                "CHECKOUT_PUBLIC_URL", "https://checkout.shop.kz",
                "CHECKOUT_API_KEYS", "k".repeat(32),
                "CHECKOUT_KEY", "k".repeat(32),
                "FREEDOMPAY_MERCHANT_ID", "570001",
                "FREEDOMPAY_SECRET_KEY", "s".repeat(16),
                "CHECKOUT_TEMPLATES", templates.toString(),
                "CHECKOUT_TEXTS", texts.toString())));
    }

    @Test
    void whatIsThereWinsAndTheRestStays() throws IOException {
        Files.writeString(texts.resolve("en.properties"), "paid.heading=Thank you!\n");
        Files.writeString(
                templates.resolve("expired.html"), "<p th:text=\"#{expired.heading}\">x</p><hr class=\"mine\">");
        Files.createDirectories(templates.resolve("css"));
        Files.writeString(templates.resolve("css/checkout.css"), "/* mine */");
        var preview = new RunningPreview(settings().overlay(), RunningPreview.SHOP);
        preview.start();
        try {
            var paid = Http.get(preview.url("paid", "en")).body();
            assertThat(paid).contains("Thank you!", "Back to the shop");
            assertThat(Http.get(preview.url("paid", "ru")).body()).contains("Оплачено");
            assertThat(Http.get(preview.url("expired", "en")).body())
                    .isEqualTo("<p>The time to pay is over</p><hr class=\"mine\">");
            var begin = paid.indexOf("/assets/css/");
            assertThat(Http.get(preview.base() + paid.substring(begin, paid.indexOf('"', begin)))
                            .body())
                    .isEqualTo("/* mine */");
        } finally {
            preview.stop();
        }
    }

    @Test
    void whatPagesMustNotHoldStopsTheStart() throws IOException {
        Files.writeString(templates.resolve("paid.html"), "<p th:utext=\"${checkout.description}\"></p>");
        Files.writeString(templates.resolve("failed.html"), "<p onclick=\"x()\"></p>");
        Files.writeString(templates.resolve("expired.html"), "<p data-th-utext=\"${checkout.description}\"></p>");
        Files.writeString(
                templates.resolve("error.html"),
                "<script th:inline=\"javascript\">[# th:text=\"${checkout.description}\"/]</script>");
        Files.writeString(templates.resolve("pay.html"), "<p th:attr=\"onclick=${checkout.description}\"></p>");
        Files.writeString(texts.resolve("uz.properties"), "paid.hedding=x\norder=Buyurtma {0\n");
        assertThatThrownBy(this::settings)
                .hasMessageContaining("paid.html")
                .hasMessageContaining("th:utext")
                .hasMessageContaining("failed.html")
                .hasMessageContaining("expired.html")
                .hasMessageContaining("error.html")
                .hasMessageContaining("pay.html")
                .hasMessageContaining("paid.hedding")
                .hasMessageContaining("order");
    }

    @Test
    void textsThatAreNoTextStopTheStart() throws IOException {
        Files.write(texts.resolve("ru.properties"), new byte[] {'a', '=', (byte) 0xff});
        assertThatThrownBy(this::settings).hasMessageContaining("ru.properties").hasMessageContaining("UTF-8");
    }

    @Test
    void ourOwnPagesHoldNoneOfIt() {
        assertThat(new Overlay(Optional.of(Path.of("templates")), Optional.empty()).problems())
                .isEmpty();
    }
}
