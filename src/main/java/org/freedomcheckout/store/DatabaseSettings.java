package org.freedomcheckout.store;

import java.util.Arrays;
import java.util.Optional;
import org.freedomcheckout.checkout.Secret;

/**
 * Where the checkouts are kept.
 *
 * @param url a JDBC URL of H2 (one process) or PostgreSQL (any number of instances)
 */
public record DatabaseSettings(String url, String user, Secret password) {

    private static final String H2 = "jdbc:h2:";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    public DatabaseSettings {
        if (!url.startsWith(H2) && !url.startsWith(POSTGRESQL)) {
            throw new IllegalArgumentException("must begin with " + H2 + " or " + POSTGRESQL);
        }
        // H2's default delay loses committed payments when the process is killed, its use of old room when the power is
        // cut.
        refuseOtherThan("0", "WRITE_DELAY", url);
        refuseOtherThan("FALSE", "REUSE_SPACE", url);
        var isShared = option(url, "AUTO_SERVER")
                .filter(value -> !value.equalsIgnoreCase("FALSE"))
                .isPresent();
        if (url.startsWith(H2 + "tcp:") || url.startsWith(H2 + "ssl:") || (url.startsWith(H2) && isShared)) {
            throw new IllegalArgumentException("must name a file that this process has for itself");
        }
    }

    /** Whether it is a file that one process has, not a server. */
    public boolean isH2() {
        return url.startsWith(H2);
    }

    /**
     * The URL with what this application needs of H2 and its users need not know. Within the process that has H2's file open, it
     * alone leads to that database.
     */
    public String completeUrl() {
        if (!isH2()) {
            return url;
        }
        var isFile = !url.startsWith(H2 + "mem:");
        return (isFile ? H2 + OrderedFiles.path(url.substring(H2.length())) : url)
                + (isFile ? unlessSaid("REUSE_SPACE", "FALSE") : "")
                + unlessSaid("WRITE_DELAY", "0")
                // The server closes the database itself, after the last answer is written.
                + unlessSaid("DB_CLOSE_ON_EXIT", "FALSE")
                // By default a connection forgets all but the last eight statements, and parses the others again.
                + unlessSaid("QUERY_CACHE_SIZE", "64");
    }

    private String unlessSaid(String option, String value) {
        return option(url, option).isPresent() ? "" : ";" + option + "=" + value;
    }

    /** The complete URL of an H2 that must not be made if it is not there. */
    String existingUrl() {
        return completeUrl() + unlessSaid("IFEXISTS", "TRUE");
    }

    private static void refuseOtherThan(String value, String option, String url) {
        if (url.startsWith(H2)
                && option(url, option)
                        .filter(said -> !said.equalsIgnoreCase(value))
                        .isPresent()) {
            throw new IllegalArgumentException("must not set another " + option + " than " + value);
        }
    }

    private static Optional<String> option(String url, String name) {
        return Arrays.stream(url.split(";", -1))
                .map(part -> part.split("=", 2))
                .filter(part -> part.length == 2 && part[0].strip().equalsIgnoreCase(name))
                .map(part -> part[1].strip())
                .findFirst();
    }
}
