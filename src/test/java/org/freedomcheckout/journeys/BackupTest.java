package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.freedomcheckout.sandbox.Json;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.RunningCheckout;
import org.h2.tools.Restore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A copy of the running H2 is put back: nothing is paid twice, and what has happened since is learnt again. */
class BackupTest {

    private static final String H2 = "jdbc:h2:file:";

    @RegisterExtension
    final RunningCheckout running = new RunningCheckout();

    private String backup() {
        var answer = Http.to(running.management() + "/backup")
                .header("Authorization", "Bearer " + RunningCheckout.API_KEY)
                .post();
        assertThat(answer.statusCode()).isEqualTo(200);
        return (String) Json.readObject(answer.body()).get("file");
    }

    private void restore(String zip) {
        var database = Path.of(running.settings().get("CHECKOUT_DATABASE_URL").substring(H2.length()));
        Restore.execute(zip, String.valueOf(database.getParent()), String.valueOf(database.getFileName()));
    }

    @Test
    void whatHappenedSinceTheBackupIsLearntAgainAndNothingIsSentTwice() throws Exception {
        assumeTrue(running.settings().get("CHECKOUT_DATABASE_URL").startsWith(H2), "PostgreSQL has tools of its own");
        new BackupScenario(running).play(this::backup, this::restore);
    }

    @Test
    void withoutTheKeyNothingIsCopied() {
        var answer = Http.to(running.management() + "/backup").post();
        assertThat(answer.statusCode()).isEqualTo(401);
    }
}
