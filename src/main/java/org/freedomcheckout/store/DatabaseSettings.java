package org.freedomcheckout.store;

import java.util.Locale;
import org.freedomcheckout.checkout.Secret;

/**
 * Where the checkouts are kept.
 *
 * @param url a JDBC URL of H2
 */
public record DatabaseSettings(String url, String user, Secret password) {

    public DatabaseSettings {
        if (!url.startsWith("jdbc:h2:")) {
            throw new IllegalArgumentException("must begin with jdbc:h2:");
        }
        // H2's default delay loses committed payments when the process is killed.
        var upper = url.toUpperCase(Locale.ROOT);
        if (upper.contains("WRITE_DELAY=") && !upper.contains("WRITE_DELAY=0")) {
            throw new IllegalArgumentException("must not set another WRITE_DELAY than 0");
        }
    }

    /** The URL with what this application needs of H2 and its users need not know. */
    String completeUrl() {
        return !url.toUpperCase(Locale.ROOT).contains("WRITE_DELAY=")
                ? url + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE"
                : url;
    }
}
