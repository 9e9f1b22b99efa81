package org.freedomcheckout.sandbox;

import java.util.Arrays;
import java.util.stream.Collectors;

/** {@code /sandbox}: everything at a glance. */
final class ControlPage {

    private final Ledger ledger;
    private final MessageLog log;

    ControlPage(Ledger ledger, MessageLog log) {
        this.ledger = ledger;
        this.log = log;
    }

    HttpResponse show() {
        return Html.widePage("Freedom Pay sandbox", """
                <h1>Freedom Pay sandbox</h1>
                <h2>What shall happen to the next payments</h2>
                <form method="post" action="/sandbox/scenarios">
                <label>Order (empty: all)<input name="order_id"></label>
                <label>Outcome<select name="outcome"><option value="">the card's own</option><option>success</option><option>decline</option><option>pending</option></select></label>
                <label>Failure code<input name="code" placeholder="10009"></label>
                <label>Endpoint<input name="endpoint" placeholder="paymentAcs"></label>
                <label>Fault at the endpoint<input name="fault" placeholder="status_503"></label>
                <button>Set</button></form>
                <form method="post" action="/sandbox/reset"><button>Forget everything</button></form>
                <h2>Payments</h2><table><tr><th>id</th><th>order</th><th>amount</th><th>status</th><th>calls</th></tr>%s</table>
                <h2>Saved cards</h2><table>%s</table>
                <h2>Test cards</h2><table>%s</table>
                <h2>Messages</h2><table>%s</table>
                """.formatted(payments(), savedCards(), testCards(), messages()));
    }

    private String payments() {
        return ledger.all().stream()
                .limit(50)
                .map(p -> row(
                        p.id,
                        p.orderId(),
                        Payment.trimmed(p.amount()) + " " + p.currency(),
                        p.status + " " + p.failureCode,
                        p.calls.toString()))
                .collect(Collectors.joining());
    }

    private static String savedCards() {
        return Arrays.stream(SavedCard.values())
                .map(card -> row(card.name(), card.token, card.mask))
                .collect(Collectors.joining());
    }

    private static String testCards() {
        return Arrays.stream(TestCard.values())
                .map(card -> row(card.name(), card.pan))
                .collect(Collectors.joining());
    }

    private String messages() {
        return log.latest("", 200).stream()
                .map(m -> row(
                        m.get("at").toString(),
                        m.get("direction").toString(),
                        m.get("method") + " " + m.get("url"),
                        Json.write(m.get("fields")),
                        m.get("status") + " " + m.get("answer")))
                .collect(Collectors.joining());
    }

    private static String row(String... cells) {
        return Arrays.stream(cells)
                .map(cell -> "<td><pre>" + Xml.escaped(cell) + "</pre></td>")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }
}
