package org.freedomcheckout.gateway;

/** How we answer a check request or a result notify. */
public enum CallbackStatus {
    OK("ok"),
    REJECTED("rejected"),
    ERROR("error");

    private final String word;

    CallbackStatus(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
