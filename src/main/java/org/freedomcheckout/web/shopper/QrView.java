package org.freedomcheckout.web.shopper;

import io.nayuki.qrcodegen.QrCode;

/**
 * An address as a QR code for an inline SVG.
 *
 * @param box the {@code viewBox}, with the quiet zone that scanners need
 * @param path the dark modules, one stroke for each run in a row
 */
public record QrView(String box, String path) {

    private static final int QUIET = 4;

    static QrView of(String address) {
        var code = QrCode.encodeText(address, QrCode.Ecc.LOW);
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                int run = run(code, x, y);
                if (run > 0) {
                    path.append('M')
                            .append(x)
                            .append(' ')
                            .append(y)
                            .append(".5h")
                            .append(run);
                    x += run;
                }
            }
        }
        var side = code.size + 2 * QUIET;
        return new QrView(-QUIET + " " + -QUIET + " " + side + " " + side, path.toString());
    }

    private static int run(QrCode code, int x, int y) {
        int end = x;
        // Outside of the code every module is light.
        while (code.getModule(end, y)) {
            end++;
        }
        return end - x;
    }
}
