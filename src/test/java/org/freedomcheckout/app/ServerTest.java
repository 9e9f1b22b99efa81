package org.freedomcheckout.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.freedomcheckout.testkit.Http;
import org.junit.jupiter.api.Test;

/** A server whose database is gone with its last connection. */
class ServerTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String DATABASE = "jdbc:h2:mem:server-test";

    @Test
    void itServesUntilItIsClosedAndLeavesNothing() throws SQLException {
        var settings = Map.of(
                "CHECKOUT_PUBLIC_URL", "https://checkout.shop.kz",
                "CHECKOUT_HOST", "localhost",
                "CHECKOUT_PORT", "0",
                "CHECKOUT_MANAGEMENT_PORT", "0",
                "CHECKOUT_API_KEYS", KEY,
                "CHECKOUT_KEY", KEY,
                "CHECKOUT_DATABASE_URL", DATABASE,
                "FREEDOMPAY_MERCHANT_ID", "570001",
                "FREEDOMPAY_SECRET_KEY", "a-secret-of-16-characters");
        var server = new Server(Settings.of(settings), Clocks.wall());
        var shoppers = "http://localhost:" + server.port();
        var management = "http://127.0.0.1:" + server.managementPort();
        try {
            assertThat(Http.get(management + "/health/ready").statusCode()).isEqualTo(200);
            assertThat(Http.get(management + "/metrics").body())
                    .contains("\ncheckout_connections ", "\ncheckout_requests ");
            var page = Http.get(shoppers + "/nowhere");
            assertThat(page.statusCode()).isEqualTo(404);
            assertThat(page.header("Content-Type").orElseThrow()).startsWith("text/html");
            assertThat(page.header("Strict-Transport-Security")).isPresent();
            assertThat(Http.get(shoppers + "/api/v1/nowhere")
                            .header("Content-Type")
                            .orElseThrow())
                    .startsWith("application/problem+json");
            DriverManager.getConnection(DATABASE + ";IFEXISTS=TRUE").close();
        } finally {
            server.close();
        }
        assertThatThrownBy(() -> Http.get(shoppers)).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> Http.get(management)).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() ->
                        DriverManager.getConnection(DATABASE + ";IFEXISTS=TRUE").close())
                .isInstanceOf(SQLException.class);
    }
}
