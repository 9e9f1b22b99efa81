package org.freedomcheckout.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A database that is away is told as what passes, and nothing else is. */
class FailuresTest {

    private static int status(Throwable cause) {
        return Failures.refusal(new IllegalStateException("wrapped", new IllegalArgumentException(cause)))
                .status();
    }

    @ParameterizedTest
    @CsvSource({
        "08006, 503",
        "53100, 503",
        "57P01, 503",
        "HY000, 503",
        "90098, 503",
        "90121, 503",
        "90028, 503",
        "90031, 503",
        "90112, 500",
        "23505, 500",
        "57014, 500",
        "42601, 500"
    })
    void byTheStateOfTheDatabasesError(String state, int status) {
        assertThat(status(new SQLException("error", state))).isEqualTo(status);
    }

    @Test
    void withoutAStateByItsKind() {
        assertThat(status(new SQLTransientConnectionException("no connection"))).isEqualTo(503);
        assertThat(status(new ConnectionException(new IllegalStateException("away"))))
                .isEqualTo(503);
        assertThat(status(new SQLException("error"))).isEqualTo(500);
        assertThat(status(new IllegalStateException("a mistake of ours"))).isEqualTo(500);
    }

    @Test
    void whatLiesBehindAnErrorWithoutAStateCounts() {
        assertThat(status(new SQLException("error", new SQLException("away", "08001"))))
                .isEqualTo(503);
    }
}
