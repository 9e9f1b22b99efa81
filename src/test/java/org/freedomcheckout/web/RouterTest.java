package org.freedomcheckout.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.freedomcheckout.flow.StillTime;
import org.freedomcheckout.web.limit.Load;
import org.freedomcheckout.web.limit.RateLimit;
import org.freedomcheckout.web.limit.TooManyRequestsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which servlet gets a request, and what the caller is told where none does or one fails. */
class RouterTest {

    private static final Set<String> GET = Set.of("GET");

    private final List<String> destroyed = new ArrayList<>();
    private final Load load = new Load();
    private final Router router = new Router(
            List.of(
                    new Route("/pay/{token}/cvc", GET, servlet(this::tell), errors("pages")),
                    new Route("/pay/{token}/status", GET, servlet(this::fail), errors("pages")),
                    new Route("/pay/{token}/status", Set.of("POST", "PUT"), servlet(this::tell), errors("others"))),
            errors("nowhere"),
            new SecurityHeaders(true),
            load);

    private RuntimeException failure = new IllegalStateException("a mistake of ours");

    @FunctionalInterface
    private interface Answer {
        void to(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    private HttpServlet servlet(Answer answer) {
        return new HttpServlet() {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                answer.to(request, response);
            }

            @Override
            public void destroy() {
                destroyed.add("one");
            }
        };
    }

    private static ErrorAnswer errors(String whose) {
        return (_, response, refusal) -> {
            response.setStatus(refusal.status());
            response.getWriter().write(whose + " " + refusal.key());
        };
    }

    private void tell(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().write(load.working() + " at work for " + Route.part(request, "token"));
    }

    private void fail(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("X-Half", "done");
        response.getWriter().write("half");
        throw failure;
    }

    private Exchange served(Exchange exchange) throws Exception {
        router.service(exchange.request(), exchange.response());
        assertThat(exchange.header("Strict-Transport-Security")).isPresent();
        assertThat(load.working()).isZero();
        return exchange;
    }

    private Exchange get(String path) throws Exception {
        return served(Exchange.get(path));
    }

    private Exchange failing(RuntimeException with) throws Exception {
        failure = with;
        var answer = get("/pay/secret/status");
        assertThat(answer.header("X-Half")).isEmpty();
        return answer;
    }

    @Test
    void theServletOfTheAddressGetsItsParts() throws Exception {
        assertThat(get("/pay/a%2Fb/cvc").text()).isEqualTo("1 at work for a%2Fb");
        assertThat(served(Exchange.post("/pay/secret/status", null, "")).text()).isEqualTo("1 at work for secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/pay/secret", "/pay/secret/cvc/", "/pay/secret/CVC", "/pay//secret/cvc", "/x/secret/cvc"})
    void anAddressHasOneSpelling(String path) throws Exception {
        var answer = get(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).isEqualTo("nowhere not_found");
    }

    @Test
    void whatIsAllowedThereIsTold() throws Exception {
        var answer = served(Exchange.post("/pay/secret/cvc", null, ""));
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).hasValue("GET");
        assertThat(answer.text()).isEqualTo("pages method");
    }

    @Test
    void aRefusalIsToldByTheRoutesOwnErrors() throws Exception {
        var answer = failing(Refusal.tooLarge());
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text()).isEqualTo("pages too_large");
        assertThat(answer.header("Retry-After")).isEmpty();
    }

    @Test
    void whoAsksTooOftenIsToldToWait() throws Exception {
        var limit = new RateLimit(1, Duration.ofDays(1), new StillTime());
        limit.count("caller");
        var answer = failing(catchThrowableOfType(TooManyRequestsException.class, () -> limit.count("caller")));
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).hasValue("86400");
    }

    @Test
    void aMistakeOfOursSaysNothingOfItself() throws Exception {
        var answer = failing(new IllegalStateException("secret"));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text()).isEqualTo("pages internal");
    }

    @Test
    void whatHasLeftIsNotTakenBack() throws Exception {
        var exchange = Exchange.get("/pay/secret/status");
        exchange.commit();
        assertThat(served(exchange).text()).isEqualTo("half");
        assertThat(exchange.status()).isEqualTo(200);
    }

    @Test
    void whoStopsServesNobody() throws Exception {
        load.stop();
        var answer = get("/pay/secret/cvc");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).hasValue("5");
        assertThat(answer.text()).isEqualTo("pages unavailable");
    }

    @Test
    void allServletsEndWithTheRouter() {
        router.destroy();
        assertThat(destroyed).hasSize(3);
    }
}
