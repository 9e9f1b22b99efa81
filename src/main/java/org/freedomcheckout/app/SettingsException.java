package org.freedomcheckout.app;

import java.util.List;

/** Settings with which the server cannot start. */
final class SettingsException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    SettingsException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** A line each, naming the setting. */
    List<String> problems() {
        return problems;
    }
}
