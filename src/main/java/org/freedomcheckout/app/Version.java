package org.freedomcheckout.app;

import java.util.Objects;

/** The version in the jar's manifest. */
final class Version {

    private Version() {}

    static String text() {
        return Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "(unpacked)");
    }
}
