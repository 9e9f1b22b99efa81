package org.freedomcheckout.web.merchant;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.flow.Flow;
import org.freedomcheckout.flow.Idempotency;
import org.freedomcheckout.flow.Idempotency.Reply;
import org.freedomcheckout.store.IdempotencyKeys.Response;
import org.freedomcheckout.web.Body;
import org.freedomcheckout.web.Route;
import org.freedomcheckout.web.limit.RateLimits;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An address of the merchant API: lets in who has a key, and tells every refusal as problem+json. */
abstract class MerchantServlet extends HttpServlet {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String TYPE = "application/json;charset=UTF-8";
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final int MAX_BODY = 64 * 1024;
    private static final int MAX_IDEMPOTENCY_KEY = 255;

    final Flow flow;
    private final ApiKeys keys;
    private final RateLimits limits;

    MerchantServlet(Flow flow, ApiKeys keys, RateLimits limits) {
        this.flow = flow;
        this.keys = keys;
        this.limits = limits;
    }

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            once(request, "Authorization");
            once(request, IDEMPOTENCY_KEY);
            var key = keys.of(request);
            if (key.isEmpty()) {
                limits.wrongKey(request.getRemoteAddr());
                response.setHeader("WWW-Authenticate", "Bearer");
                throw ApiRefusal.of(401, "Unauthorized", "The Authorization header has no known bearer key.");
            }
            limits.call(key.get());
            super.service(request, response);
        } catch (ApiRefusal refusal) {
            ProblemErrors.send(response, refusal.problem());
        }
    }

    /** Of two, this server and a proxy before it might each take another. */
    private static void once(HttpServletRequest request, String header) {
        if (Collections.list(request.getHeaders(header)).size() > 1) {
            throw ApiRefusal.header(header, "must be given once");
        }
    }

    /** The request's body. */
    static byte[] body(HttpServletRequest request) {
        return Body.read(request, MAX_BODY);
    }

    /**
     * A body as a JSON object; none at all, or null, as generated clients send, is an empty one where it is optional. Who
     * sends a body has nothing to say in the query: an amount there would be overlooked.
     */
    static JsonNode json(HttpServletRequest request, byte[] body, boolean optional) {
        noQuery(request);
        if (optional && body.length == 0) {
            return JSON.createObjectNode();
        }
        var type = request.getContentType();
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw ApiRefusal.of(415, "Unsupported Media Type", "Send application/json.");
        }
        var node = read(body);
        return optional && node.isNull() ? JSON.createObjectNode() : object(node);
    }

    /** A JSON object. */
    static JsonNode json(byte[] body) {
        return object(read(body));
    }

    private static JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw ApiRefusal.unreadable(e);
        }
    }

    private static JsonNode object(JsonNode node) {
        if (!node.isObject()) {
            throw ApiRefusal.of(400, "Bad Request", "The body is no JSON object.");
        }
        return node;
    }

    /** For what has no parameters in the query. */
    static void noQuery(HttpServletRequest request) {
        new Query(request).check();
    }

    /** The {@code Idempotency-Key}, with whose it is and what it is for. */
    final Optional<Idempotency.Key> idempotencyKey(HttpServletRequest request, byte[] body) {
        var header = request.getHeader(IDEMPOTENCY_KEY);
        if (header == null) {
            return Optional.empty();
        }
        var printable = header.chars().allMatch(c -> c >= ' ' && c <= '~');
        if (header.isEmpty() || header.length() > MAX_IDEMPOTENCY_KEY || !printable) {
            throw ApiRefusal.field(IDEMPOTENCY_KEY, "must be 1 to 255 printable characters");
        }
        return keys.of(request).map(owner -> Idempotency.Key.of(owner, request.getRequestURI(), header, body));
    }

    /** The checkout named in the address. */
    final Checkout checkout(HttpServletRequest request) {
        return CheckoutId.parse(Route.part(request, "id"))
                .flatMap(flow.checkouts::find)
                .orElseThrow(() -> ApiRefusal.of(404, "Not Found", "There is no such checkout."));
    }

    final void answer(HttpServletResponse response, Checkout checkout) throws IOException {
        json(response, HttpServletResponse.SC_OK, flow.checkoutObject.json(checkout));
    }

    static void json(HttpServletResponse response, int status, String body) throws IOException {
        response.setStatus(status);
        response.setContentType(TYPE);
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }

    /** Answers what was done, or that it is being done, or was done with another body. */
    static void answer(HttpServletResponse response, Reply reply) throws IOException {
        switch (reply) {
            case Reply.First(var first) -> answer(response, first);
            case Reply.Replayed(var again) -> {
                response.setHeader("Idempotent-Replayed", "true");
                answer(response, again);
            }
            case Reply.Running _ ->
                throw ApiRefusal.of(409, "Conflict", "The first request with this Idempotency-Key is still running.");
            case Reply.OtherBody _ -> throw ApiRefusal.field(IDEMPOTENCY_KEY, "was used with another body");
        }
    }

    private static void answer(HttpServletResponse response, Response kept) throws IOException {
        if (kept.status() >= HttpServletResponse.SC_BAD_REQUEST) {
            ProblemErrors.send(response, kept.status(), kept.body().getBytes(StandardCharsets.UTF_8));
        } else {
            kept.location().ifPresent(location -> response.setHeader("Location", location));
            json(response, kept.status(), kept.body());
        }
    }
}
