package org.freedomcheckout;

import java.util.concurrent.atomic.AtomicBoolean;
import org.freedomcheckout.app.Watchdog;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * A test's own process. Its log is {@code logback-test.xml}; processes that it starts log as in production. One that hangs
 * ends, and says where.
 */
public final class TestProcess implements LauncherSessionListener {

    private static final String FILE = "logback.configurationFile";
    private static final AtomicBoolean WATCHED = new AtomicBoolean();

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (System.getProperty(FILE) == null) {
            System.setProperty(FILE, "logback-test.xml");
        }
        if (WATCHED.compareAndSet(false, true)) {
            Watchdog.start();
        }
    }
}
