package org.freedomcheckout.app;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        var version = Main.class.getPackage().getImplementationVersion();
        return new String[] {"freedom-checkout " + Objects.requireNonNullElse(version, "(unpacked)")};
    }
}
