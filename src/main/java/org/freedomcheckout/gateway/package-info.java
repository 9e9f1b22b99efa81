/** Freedom Pay as a Java client: messages, signature, transport. What stands on the wire is known here and nowhere else. */
@NullMarked
package org.freedomcheckout.gateway;

import org.jspecify.annotations.NullMarked;
