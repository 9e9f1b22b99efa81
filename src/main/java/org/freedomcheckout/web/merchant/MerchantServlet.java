package org.freedomcheckout.web.merchant;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.flow.Flow;
import org.freedomcheckout.web.Body;
import org.freedomcheckout.web.Route;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A servlet of the merchant API: a bearer key and JSON in, JSON out. */
abstract class MerchantServlet extends HttpServlet {

    private static final int MAX_BODY = 64 * 1024;

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    final Flow flow;
    private final ApiKeys keys;
    private final CheckoutJson json;

    MerchantServlet(Flow flow, ApiKeys keys, CheckoutJson json) {
        this.flow = flow;
        this.keys = keys;
        this.json = json;
    }

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            if (!keys.admit(request)) {
                response.setHeader("WWW-Authenticate", "Bearer");
                throw ApiRefusal.of(401, "Unauthorized", "The Authorization header has no known bearer key.");
            }
            super.service(request, response);
        } catch (ApiRefusal refusal) {
            ProblemErrors.send(response, refusal.problem());
        }
    }

    /** The request's body as a JSON object. */
    final JsonNode body(HttpServletRequest request) {
        var type = request.getContentType();
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw ApiRefusal.of(415, "Unsupported Media Type", "Send application/json.");
        }
        try {
            var node = JSON.readTree(Body.read(request, MAX_BODY));
            if (!node.isObject()) {
                throw ApiRefusal.of(400, "Bad Request", "The body is no JSON object.");
            }
            return node;
        } catch (JacksonException e) {
            throw ApiRefusal.of(400, "Bad Request", "The body is no JSON: " + e.getOriginalMessage());
        }
    }

    /** The checkout named in the address. */
    final Checkout checkout(HttpServletRequest request) {
        return CheckoutId.parse(Route.part(request, "id"))
                .flatMap(flow.checkouts::find)
                .orElseThrow(() -> ApiRefusal.of(404, "Not Found", "There is no such checkout."));
    }

    final void answer(HttpServletResponse response, int status, Checkout checkout) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json;charset=UTF-8");
        response.getOutputStream().write(JSON.writeValueAsBytes(json.of(checkout)));
    }
}
