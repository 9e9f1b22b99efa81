package org.freedomcheckout.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.h2.mvstore.Chunk;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Files of H2, below {@code jdbc:h2:ordered:}, which a power cut leaves as they were at the last fsync or later.
 *
 * <p>H2 writes chunks of pages, and takes one for whole if its first and its last block are there. At the end of the file that is
 * true, for a file grows only by what is written. Where an older chunk was, some blocks may come onto the disk, and others
 * not. So there all that was written before comes onto the disk first, then what is between the two blocks, and then these. The
 * file's head, which points to a chunk, waits for that chunk.
 */
public final class OrderedFiles extends FilePathWrapper {

    private static final String SCHEME = "ordered";
    private static final Pattern CHUNK = Pattern.compile("chunk:([0-9a-f]{1,8}),");
    private static final int HEAD = 32;
    private static final int BLOCK = 4_096;

    /** H2 makes one for each path. */
    public OrderedFiles() {}

    /** The path within a URL of a database whose files are these. */
    static String path(String path) {
        FilePath.register(new OrderedFiles());
        return SCHEME + ":" + path;
    }

    /** The path on the disk, of one that H2 tells. */
    static String plain(String path) {
        return path.startsWith(SCHEME + ":") ? path.substring(SCHEME.length() + 1) : path;
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Ordered(getBase().open(mode));
    }

    private static final class Ordered extends PassedOnFile {

        private final ReentrantLock forcing = new ReentrantLock();
        private volatile @Nullable IOException lost;

        private final AtomicLong end;
        private int latest = -1;
        private boolean hasMoved;

        Ordered(FileChannel file) throws IOException {
            super(file);
            end = new AtomicLong(file.size());
        }

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized")
        public int write(ByteBuffer from, long position) throws IOException {
            var length = from.remaining();
            var chunk = chunk(from);
            if (chunk.isPresent() && !isNew(chunk.get())) {
                // It is still where it was, until a new one is written that says otherwise.
                hasMoved = true;
                writeAll(from, position);
            } else if (position < end.get() || hasMoved) {
                force(true);
                hasMoved = false;
                writeEndsLast(from, position);
            } else {
                writeAll(from, position);
            }
            chunk.filter(this::isNew).ifPresent(id -> latest = id);
            end.accumulateAndGet(position + length, Math::max);
            return length;
        }

        private void writeEndsLast(ByteBuffer from, long position) throws IOException {
            var start = from.position();
            var length = from.remaining();
            if (length > 2 * BLOCK) {
                writeAll(from.slice(start + BLOCK, length - 2 * BLOCK), position + BLOCK);
                force(true);
                writeAll(from.slice(start, BLOCK), position);
                writeAll(from.slice(start + length - BLOCK, BLOCK), position + length - BLOCK);
                from.position(start + length);
            } else {
                writeAll(from, position);
            }
        }

        private void writeAll(ByteBuffer from, long position) throws IOException {
            for (var at = position; from.hasRemaining(); ) {
                at += super.write(from, at);
            }
        }

        /** H2 counts its chunks, and begins anew after the last possible number. */
        private boolean isNew(int id) {
            if (latest < 0) {
                return true;
            }
            var ahead = (id - latest) & Chunk.MAX_ID;
            return ahead > 0 && ahead <= Chunk.MAX_ID / 2;
        }

        private static Optional<Integer> chunk(ByteBuffer bytes) {
            var head = new byte[Math.min(HEAD, bytes.remaining())];
            bytes.duplicate().get(head);
            var matcher = CHUNK.matcher(new String(head, StandardCharsets.ISO_8859_1));
            return matcher.lookingAt() ? Optional.of(Integer.parseInt(matcher.group(1), 16)) : Optional.empty();
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            super.implTruncate(size);
            end.accumulateAndGet(size, Math::min);
        }

        /** Of two at once an operating system may tell only one what could not be written, and neither the next time. */
        @Override
        public void force(boolean metaData) throws IOException {
            forcing.lock();
            try {
                if (lost != null) {
                    throw new IOException("lost before", lost);
                }
                super.force(metaData);
            } catch (IOException e) {
                lost = e;
                throw e;
            } finally {
                forcing.unlock();
            }
        }
    }
}
