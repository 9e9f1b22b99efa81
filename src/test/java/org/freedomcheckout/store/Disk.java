package org.freedomcheckout.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * One file on a disk that writes when it is told to sync, and else whenever it likes, in any order: what is within the file in
 * any part, what is added to it as a whole, because usual file systems let it grow only after that.
 */
final class Disk {

    private static final int BLOCK = 4_096;

    private final Content synced = new Content(new byte[0], 0);
    private final List<Consumer<Content>> pending = new ArrayList<>();
    private Runnable beforeSync = () -> {};

    synchronized void write(long position, byte[] bytes) {
        var part = position < synced.size ? BLOCK : bytes.length;
        for (int from = 0; from < bytes.length; from += part) {
            var bytesOfPart = Arrays.copyOfRange(bytes, from, Math.min(from + part, bytes.length));
            var at = Math.toIntExact(position) + from;
            pending.add(content -> content.write(at, bytesOfPart));
        }
    }

    synchronized void truncate(long size) {
        pending.add(content -> content.truncate(Math.toIntExact(size)));
    }

    /** Has something done before each sync from now on, while what was written may still be lost. */
    synchronized void beforeSync(Runnable task) {
        beforeSync = task;
    }

    synchronized void sync() {
        beforeSync.run();
        pending.forEach(change -> change.accept(synced));
        pending.clear();
    }

    /** What is left when the power is cut. */
    synchronized byte[] afterCut(Random chance) {
        var left = new Content(synced.bytes.clone(), synced.size);
        pending.stream().filter(_ -> chance.nextBoolean()).forEach(change -> change.accept(left));
        return Arrays.copyOf(left.bytes, left.size);
    }

    private static final class Content {

        private byte[] bytes;
        private int size;

        Content(byte[] bytes, int size) {
            this.bytes = bytes;
            this.size = size;
        }

        void write(int position, byte[] added) {
            var end = position + added.length;
            if (end > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
            }
            System.arraycopy(added, 0, bytes, position, added.length);
            size = Math.max(size, end);
        }

        void truncate(int end) {
            if (end < size) {
                Arrays.fill(bytes, end, size, (byte) 0);
                size = end;
            }
        }
    }
}
