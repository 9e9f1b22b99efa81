package org.freedomcheckout.web.shopper;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.freedomcheckout.flow.CardFlow.CardStep;
import org.freedomcheckout.flow.Flow;
import org.freedomcheckout.web.Csp;
import org.freedomcheckout.web.Refusal;
import org.freedomcheckout.web.SecurityHeaders;
import org.freedomcheckout.web.limit.RateLimits;

/**
 * {@code /pay/{token}/cvc/relay}: in relay mode the HTML that our server got from Freedom Pay, at an address of its own
 * with an origin of its own, so that it cannot touch our pages. Outside SAQ A.
 */
public final class CvcRelayServlet extends ShopperServlet {

    private final ShopperSettings settings;

    CvcRelayServlet(Flow flow, ShopperPages pages, RateLimits limits, ShopperSettings settings) {
        super(flow, pages, limits);
        this.settings = settings;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (settings.embedding() != Embedding.RELAY) {
            throw Refusal.notFound();
        }
        var checkout = checkout(request);
        if (!(flow.cards.step(checkout) instanceof CardStep.HandOver handOver)) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", pages.cvc(request, checkout));
            return;
        }
        var html = flow.cards.relay(checkout, handOver.payment()).orElseThrow(() -> Refusal.unavailable());
        SecurityHeaders.html(response, Csp.relayed(settings.origin()));
        response.getWriter().write(withBase(html, handOver.form().action().toString()));
    }

    /** Relative links of the foreign page lead to where it came from. */
    static String withBase(String html, String base) {
        var tag = "<base href=\"" + base.replace("&", "&amp;").replace("\"", "&quot;") + "\">";
        var lower = html.toLowerCase(Locale.ROOT);
        var head = lower.indexOf("<head");
        if (lower.contains("<base ")) {
            return html;
        }
        var end = head < 0 ? -1 : html.indexOf('>', head);
        return end < 0 ? tag + html : html.substring(0, end + 1) + tag + html.substring(end + 1);
    }
}
