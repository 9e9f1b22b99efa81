/** Commands, settings, and the place where every object is made. */
@NullMarked
package org.freedomcheckout.app;

import org.jspecify.annotations.NullMarked;
