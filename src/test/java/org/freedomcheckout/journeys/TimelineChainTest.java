package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.freedomcheckout.sandbox.Json;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.Eventually;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who changes the timeline in the database is found out. */
class TimelineChainTest {

    @RegisterExtension
    final RunningCheckout running = new RunningCheckout();

    private Map<String, Object> timeline() {
        return Json.readObject(Http.to(running.management() + "/timeline")
                .header("Authorization", "Bearer " + RunningCheckout.API_KEY)
                .get()
                .body());
    }

    private void writeAndChain() {
        for (int i = 0; i < 5; i++) {
            running.merchant().open(MerchantApi.savedCard(MerchantApi.newOrder(), SavedCard.PAID));
        }
        Eventually.look(() -> (Long) timeline().get("position"), position -> position >= 5);
    }

    private void sql(String statement) throws SQLException {
        // H2 lets one process in.
        running.stop();
        try (var connection = DriverManager.getConnection(running.settings().get("CHECKOUT_DATABASE_URL"));
                var change = connection.createStatement()) {
            assertThat(change.executeUpdate(statement)).isEqualTo(1);
        } finally {
            running.start();
        }
    }

    @Test
    void anUntouchedTimelineIsWholeAndGoesOnAfterARestart() {
        writeAndChain();
        assertThat(timeline()).containsEntry("position", 5L).containsEntry("broken", null);
        running.stop();
        running.start();
        running.merchant().open(MerchantApi.savedCard(MerchantApi.newOrder(), SavedCard.PAID));
        Eventually.look(() -> (Long) timeline().get("position"), position -> position >= 6);
        assertThat(timeline()).containsEntry("position", 6L).containsEntry("broken", null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE event SET details = '{}' WHERE position = 3",
                "UPDATE event SET at = at + INTERVAL '1' SECOND WHERE position = 3",
                "UPDATE event SET actor = 'shopper' WHERE position = 3",
                "UPDATE event SET link = (SELECT link FROM event WHERE position = 2) WHERE position = 3",
                "DELETE FROM event WHERE position = 3"
            })
    void theFirstBadEntryIsNamed(String change) throws SQLException {
        writeAndChain();
        sql(change);
        assertThat(timeline().get("broken")).asString().startsWith("entry 3 ");
    }

    @Test
    void anEndThatWasCutOffIsMissed() throws SQLException {
        writeAndChain();
        sql("DELETE FROM event WHERE position = 5");
        assertThat(timeline().get("broken")).isEqualTo("entry 5 is missing");
    }
}
