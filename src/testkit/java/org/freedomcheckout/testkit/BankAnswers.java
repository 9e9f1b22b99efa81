package org.freedomcheckout.testkit;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What a browser brings back from the bank, without a browser: for tests that bring it often, late or all at once.
 *
 * @param termUrl where it goes
 * @param form {@code PaRes} and {@code MD}, urlencoded
 */
public record BankAnswers(String termUrl, String form) {

    /** Goes to the bank from the checkout's page, and confirms there. */
    public static BankAnswers confirmed(Checkout checkout) {
        return chosen(checkout, "confirm");
    }

    /**
     * Goes to the bank from the checkout's page, and presses a button there.
     *
     * @param choice {@code confirm} or {@code wrong}
     * @throws IllegalStateException if the checkout's page does not lead to the bank
     */
    public static BankAnswers chosen(Checkout checkout, String choice) {
        var handOver = Http.get(checkout.url() + "/challenge").body();
        if (!handOver.contains("name=\"TermUrl\"")) {
            throw new IllegalStateException("no way to the bank: " + handOver);
        }
        var action = handOver.substring(handOver.indexOf("action=\"") + 8);
        var acs = action.substring(0, action.indexOf('"'));
        var termUrl = hidden(handOver, "TermUrl");
        var back = Http.post(acs + "/choice", "choice=" + choice + "&TermUrl=" + termUrl)
                .body();
        return new BankAnswers(
                URLDecoder.decode(termUrl, StandardCharsets.UTF_8),
                "MD=" + hidden(back, "MD") + "&PaRes=" + hidden(back, "PaRes"));
    }

    private static String hidden(String page, String name) {
        var begin = page.indexOf("name=\"" + name + "\" value=\"") + ("name=\"" + name + "\" value=\"").length();
        return URLEncoder.encode(page.substring(begin, page.indexOf('"', begin)), StandardCharsets.UTF_8);
    }
}
