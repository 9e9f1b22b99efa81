package org.freedomcheckout.web.shopper;

import io.nayuki.qrcodegen.QrCode;
import io.nayuki.qrcodegen.QrSegment;

/**
 * An address as a QR code for an inline SVG.
 *
 * @param box the {@code viewBox}, with the quiet zone that scanners need
 * @param path the dark modules, one stroke for each run in a row
 */
public record QrView(String box, String path) {

    private static final int QUIET = 4;
    private static final int ANY_VERSION = 40;

    /**
     * One of the eight masks rather than the best of them, whose search costs as much as the rest of the page. An address
     * ends in random characters, so no mask meets a pattern of its own: by the standard's penalty this one is 2-4 % worse
     * than the best, over 2,000 addresses at each of three hosts.
     */
    private static final int MASK = 2;

    static QrView of(String address) {
        var code = QrCode.encodeSegments(QrSegment.makeSegments(address), QrCode.Ecc.LOW, 1, ANY_VERSION, MASK, true);
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
