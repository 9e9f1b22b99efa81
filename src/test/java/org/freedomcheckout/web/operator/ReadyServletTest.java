package org.freedomcheckout.web.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.store.Database;
import org.freedomcheckout.store.DatabaseSettings;
import org.freedomcheckout.web.Exchange;
import org.freedomcheckout.web.limit.Load;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadyServletTest {

    private final Database database = Database.open(new DatabaseSettings("jdbc:h2:mem:ready", "", Secret.EMPTY));
    private final Load load = new Load();
    private final ReadyServlet servlet = new ReadyServlet(database, load);

    @AfterEach
    void close() {
        database.close();
    }

    private void assertTold(int status, String word) throws Exception {
        var exchange = Exchange.get("/health/ready");
        servlet.service(exchange.request(), exchange.response());
        assertThat(exchange.status()).isEqualTo(status);
        assertThat(exchange.text()).isEqualTo("{\"status\":\"" + word + "\"}");
    }

    @Test
    void withoutItsDatabaseItServesNobody() throws Exception {
        assertTold(200, "ready");
        database.close();
        assertTold(503, "no database");
    }

    @Test
    void whoIsToldToStopServesNobody() throws Exception {
        load.stop();
        assertTold(503, "stopping");
    }
}
