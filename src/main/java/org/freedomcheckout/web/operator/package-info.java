/** Health and metrics, on the management listener. One servlet for each address. */
@NullMarked
package org.freedomcheckout.web.operator;

import org.jspecify.annotations.NullMarked;
