package org.freedomcheckout.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * Files of H2, below {@code jdbc:h2:power:}, of which it is known what a power cut would leave: what was synced, and of what
 * was written since then as much as chance wants.
 */
public final class FilesWithoutPower extends FilePathWrapper {

    private static final String SCHEME = "power";
    private static final Map<String, Disk> DISKS = new ConcurrentHashMap<>();

    /** H2 makes one for each path. */
    public FilesWithoutPower() {}

    /** The JDBC URL of a database. */
    public static String url(Path database) {
        FilePath.register(new FilesWithoutPower());
        return "jdbc:h2:" + SCHEME + ":" + database;
    }

    /** Has something done before each fsync of a file. */
    static void beforeSync(Path file, Runnable task) {
        disk(file).beforeSync(task);
    }

    /** The bytes of a file, if the power were cut now. */
    public static byte[] afterCut(Path file, Random chance) {
        return disk(file).afterCut(chance);
    }

    private static Disk disk(Path file) {
        return Objects.requireNonNull(DISKS.get(file.toString()));
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Cached(getBase().open(mode), DISKS.computeIfAbsent(getBase().toString(), _ -> new Disk()));
    }

    private static final class Cached extends PassedOnFile {

        private final Disk disk;

        Cached(FileChannel file, Disk disk) {
            super(file);
            this.disk = disk;
        }

        @Override
        public synchronized int write(ByteBuffer from, long position) throws IOException {
            var bytes = new byte[from.remaining()];
            from.duplicate().get(bytes);
            var written = super.write(from, position);
            disk.write(position, Arrays.copyOf(bytes, written));
            return written;
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            super.implTruncate(size);
            disk.truncate(size);
        }

        @Override
        public void force(boolean metaData) {
            disk.sync();
        }
    }
}
