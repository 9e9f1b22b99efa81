package org.freedomcheckout.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.Http.Answer;
import org.freedomcheckout.web.limit.Load;
import org.freedomcheckout.web.limit.Load.Slot;
import org.freedomcheckout.web.limit.Load.Urgency;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When there is too much to do, those who pay are served last of all no more. */
class LoadTest {

    private static final ErrorAnswer PLAIN = new PlainErrors();

    private final Load load = new Load();
    private final WebServer server = new WebServer(
            WebSettings.plain("127.0.0.1", 0),
            new Router(routes(), PLAIN, new SecurityHeaders(false), load),
            new SecurityHeaders(false));

    private static List<Route> routes() {
        var routes = new ArrayList<Route>();
        for (var urgency : Urgency.values()) {
            routes.add(new Route("/" + urgency, Set.of("GET"), new Nothing(), PLAIN).that(urgency));
        }
        return routes;
    }

    private static final class Nothing extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(204);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private List<Slot> fill(int working) {
        var slots = new ArrayList<Slot>();
        while (load.working() < working) {
            slots.add(load.enter(Exchange.get("/").request(), Urgency.PAYING).orElseThrow());
        }
        return slots;
    }

    private Answer get(Urgency urgency) {
        return Http.get("http://127.0.0.1:" + server.port() + "/" + urgency);
    }

    private Set<Urgency> served() {
        var served = EnumSet.noneOf(Urgency.class);
        for (var urgency : Urgency.values()) {
            var answer = get(urgency);
            if (answer.statusCode() == 204) {
                served.add(urgency);
            } else {
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.header("Retry-After")).hasValue("5");
            }
        }
        return served;
    }

    @Test
    void whatCanWaitIsTurnedAwayFirstAndWhoPaysLast() {
        assertThat(served()).containsExactlyInAnyOrder(Urgency.values());
        fill(Urgency.CAN_WAIT.most());
        assertThat(served()).containsExactlyInAnyOrder(Urgency.NORMAL, Urgency.PAYING);
        fill(Urgency.NORMAL.most());
        assertThat(served()).containsExactly(Urgency.PAYING);
        var slots = fill(Urgency.PAYING.most());
        assertThat(served()).isEmpty();
        slots.getFirst().close();
        assertThat(served()).containsExactly(Urgency.PAYING);
    }

    @Test
    void whoOnlyWaitsIsNotAtWork() {
        var request = Exchange.get("/").request();
        var slot = load.enter(request, Urgency.NORMAL).orElseThrow();
        Load.pause(request);
        assertThat(load.working()).isZero();
        Load.resume(request);
        assertThat(load.working()).isEqualTo(1);
        slot.close();
        slot.close();
        assertThat(load.working()).isZero();
    }

    @Test
    void whoStopsLetsNobodyIn() throws InterruptedException {
        var slots = fill(1);
        assertThat(load.isStopping()).isFalse();
        load.stop();
        assertThat(load.isStopping()).isTrue();
        assertThat(served()).isEmpty();
        Thread.ofVirtual().start(() -> slots.getFirst().close());
        load.awaitIdle(Duration.ofSeconds(20));
        assertThat(load.working()).isZero();
    }

    @Test
    void whoWaitsForAnEndGivesUpInTime() throws InterruptedException {
        fill(1);
        load.awaitIdle(Duration.ofMillis(1));
        assertThat(load.working()).isEqualTo(1);
    }
}
