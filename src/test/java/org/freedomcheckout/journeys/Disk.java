package org.freedomcheckout.journeys;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** One file on a disk that writes when it is told to sync, and else whenever it likes, in any order. */
final class Disk {

    private byte[] synced = new byte[0];
    private final List<UnaryOperator<byte[]>> pending = new ArrayList<>();

    synchronized void write(long position, byte[] bytes) {
        pending.add(content -> {
            var end = Math.toIntExact(position + bytes.length);
            var grown = end > content.length ? Arrays.copyOf(content, end) : content;
            System.arraycopy(bytes, 0, grown, Math.toIntExact(position), bytes.length);
            return grown;
        });
    }

    synchronized void truncate(long size) {
        pending.add(content -> size < content.length ? Arrays.copyOf(content, Math.toIntExact(size)) : content);
    }

    synchronized void sync() {
        for (var change : pending) {
            synced = change.apply(synced);
        }
        pending.clear();
    }

    /** What is left when the power is cut. */
    synchronized byte[] afterCut(Random chance) {
        var left = synced.clone();
        for (var change : pending) {
            if (chance.nextBoolean()) {
                left = change.apply(left);
            }
        }
        return left;
    }
}
