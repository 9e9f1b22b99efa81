package org.freedomcheckout.checkout;

/** What Freedom Pay answers to a capture, a cancel or a refund. */
public sealed interface OperationAnswer {

    /** It is done. */
    record Done() implements OperationAnswer {}

    /** It is refused, for good. */
    record Refused(String code) implements OperationAnswer {}

    /** It may have been done, now or before; the status knows. */
    record Ambiguous(String code) implements OperationAnswer {}
}
