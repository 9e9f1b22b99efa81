package org.freedomcheckout.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.SQLExceptionOverride.Override;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LostConnectionsTest {

    @ParameterizedTest
    @CsvSource({
        "90098, MUST_EVICT",
        "90121, MUST_EVICT",
        "23505, CONTINUE_EVICT",
        ", CONTINUE_EVICT",
    })
    void onlyAClosedDatabaseEndsAConnection(String state, Override expected) {
        assertThat(new LostConnections().adjudicate(new SQLException("why", state)))
                .isEqualTo(expected);
    }
}
