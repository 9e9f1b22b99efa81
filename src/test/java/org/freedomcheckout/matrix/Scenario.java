package org.freedomcheckout.matrix;

import java.util.List;
import org.freedomcheckout.testkit.Checkout;

/** One way in which things can go wrong. */
interface Scenario {

    /** Tells it from all others, and runs it alone: {@code -Dmatrix.scenario=NAME}. */
    String name();

    /** Opens a checkout for an order that is its own, and does what shopper and merchant do; what is due later is left. */
    Checkout play(Stage stage, String order);

    /** What is not right once everything that was due has been done; empty if it ended right. */
    List<String> problems(Stage stage, Checkout checkout);

    /** What is not right once the checkout's time is over as well. */
    List<String> problemsAfterExpiry(Stage stage, Checkout checkout);
}
