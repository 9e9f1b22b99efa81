package org.freedomcheckout.chaos;

/** One thing that is not as it should be about one order. */
record Finding(Kind kind, String order, String what) {

    enum Kind {
        /** Money that moved and of which the API does not know; or something acknowledged that is gone. */
        LOST,
        /** Money that moved more often than somebody wanted. */
        DOUBLE,
        /** A checkout that was called failed although the bank had said yes. */
        FALSE_FAILED,
        /** The merchant was not told, or not in order. */
        UNTOLD,
        /** Money may have moved, and it is not known yet. */
        UNSETTLED
    }
}
