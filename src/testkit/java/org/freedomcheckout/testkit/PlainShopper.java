package org.freedomcheckout.testkit;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.freedomcheckout.sandbox.TestCard;
import org.freedomcheckout.testkit.Http.Answer;

/** A shopper without a browser: reads the pages as text and sends their forms. Thousands of them fit into one test. */
public final class PlainShopper {

    private static final Pattern ACTION = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
    private static final Pattern FIELD = Pattern.compile("<input[^>]*? name=\"([^\"]+)\"[^>]*? value=\"([^\"]*)\"");

    private final Checkout checkout;

    /** Ready to open a checkout. */
    public PlainShopper(Checkout checkout) {
        this.checkout = checkout;
    }

    /** How the browser comes back: to be sent once, twice or never. */
    @FunctionalInterface
    public interface Return {
        void send();
    }

    /** Waits for the page of the card, whichever it is, types the card and pays. */
    public Optional<Return> payByCard() {
        // While the payment is being made the frame says so; when it cannot be made it leads out of the frame.
        var page = Eventually.look(this::cardPage, found -> found.form.isPresent() || found.isOver);
        return page.form.map(form -> {
            var typed = new LinkedHashMap<>(form.fields);
            typed.put("cvc", "123");
            if (form.fields.containsKey("pan")) {
                typed.put("pan", TestCard.VISA_PLAIN.pan());
            }
            var location = Http.post(form.action.toString(), encoded(typed)).header("Location");
            return () -> location.ifPresent(Http::get);
        });
    }

    /** Confirms at the bank. */
    public Return confirmAtBank() {
        var answer = BankAnswers.confirmed(checkout);
        return () -> Http.post(answer.termUrl(), answer.form());
    }

    private Found cardPage() {
        var frame = Http.get(checkout.url() + "/cvc");
        if (frame.statusCode() == 303) {
            return found(Http.get(frame.header("Location").orElseThrow()));
        }
        if (!frame.body().contains("data-page=\"cvc\"")) {
            return new Found(Optional.empty(), frame.body().contains("data-page=\"leave-frame\""));
        }
        var handOver = form(frame);
        return found(Http.post(handOver.action.toString(), encoded(handOver.fields)));
    }

    /** Freedom Pay's page, unless it is an error. */
    private static Found found(Answer page) {
        return new Found(page.body().contains("name=\"cvc\"") ? Optional.of(form(page)) : Optional.empty(), false);
    }

    private static Form form(Answer page) {
        var action = ACTION.matcher(page.body());
        if (!action.find()) {
            throw new AssertionError("no form in " + page.body());
        }
        var fields = new LinkedHashMap<String, String>();
        FIELD.matcher(page.body()).results().forEach(field -> fields.put(field.group(1), plain(field.group(2))));
        return new Form(page.uri().resolve(plain(action.group(1))), fields);
    }

    /** What an attribute of a page means. */
    public static String plain(String html) {
        return html.replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private record Form(URI action, Map<String, String> fields) {}

    /**
     * What the frame has shown.
     *
     * @param isOver whether there will be no form any more
     */
    private record Found(Optional<Form> form, boolean isOver) {}
}
