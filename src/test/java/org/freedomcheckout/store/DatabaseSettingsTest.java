package org.freedomcheckout.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.freedomcheckout.checkout.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSettingsTest {

    private static DatabaseSettings of(String url) {
        return new DatabaseSettings(url, "", Secret.EMPTY);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:./x, ;REUSE_SPACE=FALSE;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;QUERY_CACHE_SIZE=64",
        "jdbc:h2:file:./x;write_delay = 0, ;REUSE_SPACE=FALSE;DB_CLOSE_ON_EXIT=FALSE;QUERY_CACHE_SIZE=64",
        "jdbc:h2:file:./x;Reuse_Space=false, ;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;QUERY_CACHE_SIZE=64",
        "jdbc:h2:file:./x;DB_CLOSE_ON_EXIT=TRUE, ;REUSE_SPACE=FALSE;WRITE_DELAY=0;QUERY_CACHE_SIZE=64",
        "jdbc:h2:file:./x;QUERY_CACHE_SIZE=8, ;REUSE_SPACE=FALSE;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
        "jdbc:h2:mem:x, ;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;QUERY_CACHE_SIZE=64",
        "jdbc:postgresql://db/checkout, ''"
    })
    void whatH2NeedsIsAddedUnlessItIsSaid(String url, String added) {
        assertThat(of(url).completeUrl()).isEqualTo(url.replace("jdbc:h2:file:", "jdbc:h2:ordered:file:") + added);
    }

    @Test
    void aFileThatIsLostIsNotMadeAnew() {
        var url = "jdbc:h2:file:./x";
        assertThat(of(url).existingUrl()).isEqualTo(of(url).completeUrl() + ";IFEXISTS=TRUE");
        var said = url + ";IFEXISTS=FALSE";
        assertThat(of(said).existingUrl()).isEqualTo(of(said).completeUrl());
    }

    @Test
    void itIsEitherAFileOrAServer() {
        assertThat(of("jdbc:h2:file:./x").isH2()).isTrue();
        assertThat(of("jdbc:postgresql://db/checkout").isH2()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:./x;WRITE_DELAY=500",
                "jdbc:h2:./x; write_delay = 1",
                "jdbc:h2:./x;reuse_space=TRUE",
                "jdbc:mysql://db/x",
                "h2"
            })
    void whatWouldLosePaymentsIsRefused(String url) {
        assertThatThrownBy(() -> of(url)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:tcp://localhost/x",
                "jdbc:h2:ssl://localhost/x",
                "jdbc:h2:./x;AUTO_SERVER=TRUE",
                "jdbc:h2:./x; auto_server = true"
            })
    void aFileThatOtherProcessesWriteIsRefused(String url) {
        assertThatThrownBy(() -> of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("process");
    }

    @Test
    void aServerMayHaveOptionsOfTheSameName() {
        assertThat(of("jdbc:postgresql://db/x;WRITE_DELAY=500").completeUrl()).endsWith("WRITE_DELAY=500");
    }
}
