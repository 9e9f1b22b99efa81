package org.freedomcheckout.gateway;

import java.net.URI;

/** The part of an address that is signed: what stands after the last slash of its path. */
final class ScriptName {

    private ScriptName() {}

    static String of(URI url) {
        var path = url.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
