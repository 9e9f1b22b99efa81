package org.freedomcheckout;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** The log of a test's own process is {@code logback-test.xml}; processes that it starts log as in production. */
public final class LogOfTests implements LauncherSessionListener {

    private static final String FILE = "logback.configurationFile";

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (System.getProperty(FILE) == null) {
            System.setProperty(FILE, "logback-test.xml");
        }
    }
}
