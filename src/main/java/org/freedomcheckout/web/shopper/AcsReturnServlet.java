package org.freedomcheckout.web.shopper;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.freedomcheckout.checkout.BankAnswer;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.flow.Flow;
import org.freedomcheckout.web.Form;
import org.freedomcheckout.web.Refusal;
import org.freedomcheckout.web.limit.RateLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TermUrl, {@code /acs/{token}}: the issuer's ACS sends the shopper's browser here with the answer to the challenge.
 *
 * <p>The post comes from the issuer's site, so no cookie comes with it, {@code Origin} may be {@code null}, and
 * {@code MD} may be empty: the path alone names the payment.
 */
public final class AcsReturnServlet extends ShopperServlet {

    private static final Logger log = LoggerFactory.getLogger(AcsReturnServlet.class);
    private static final int MAX_LENGTH = 64 * 1024;

    /** Base64, plain or url-safe, that an ACS sent without encoding its plus signs. */
    private static final Pattern BASE64_WITH_SPACES = Pattern.compile("[A-Za-z0-9+/=_\\- \\r\\n]+");

    private final MeterRegistry metrics;

    AcsReturnServlet(Flow flow, ShopperPages pages, RateLimits limits, MeterRegistry metrics) {
        super(flow, pages, limits);
        this.metrics = metrics;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        returned(request, response, () -> Form.ofBody(request));
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        returned(request, response, () -> Form.ofQuery(request));
    }

    private void returned(HttpServletRequest request, HttpServletResponse response, Supplier<Form> form) {
        var found = payment(request);
        var answer = read(found, () -> answer(form.get()));
        if (answer.paRes().isEmpty()) {
            flow.challenges.returnedEmpty(found.checkout(), found.attempt());
        } else if (!flow.challenges.returned(found.checkout(), found.attempt(), answer)) {
            throw new Refusal(400, "md_mismatch");
        }
        // See other, so that reloading the page it leads to cannot post the answer again.
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(
                "Location", flow.urls.pay(found.checkout().payToken()).toString());
    }

    private BankAnswer answer(Form form) {
        return new BankAnswer(field(form, "MD", "md"), field(form, "PaRes", "pares", "cres"));
    }

    private Secret field(Form form, String... names) {
        var value = form.only(names).orElse("");
        if (value.length() > MAX_LENGTH) {
            throw Refusal.tooLarge();
        }
        return new Secret(repaired(value));
    }

    /** Base64 has no spaces, so one can only be a plus sign that the ACS did not encode: the one repair made here. */
    private String repaired(String value) {
        if (value.indexOf(' ') < 0 || !BASE64_WITH_SPACES.matcher(value).matches()) {
            return value;
        }
        log.info("An ACS sent plus signs unencoded");
        metrics.counter("checkout.acs.repairs").increment();
        return value.replace(' ', '+');
    }
}
