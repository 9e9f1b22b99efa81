/**
 * Every fault that the sandbox knows, in every flow, with every order of answer, return, notify and status: the
 * sandbox's ledger tells whether it ended right.
 */
@NullMarked
package org.freedomcheckout.matrix;

import org.jspecify.annotations.NullMarked;
