package org.freedomcheckout.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** Files of H2, below {@code jdbc:h2:failing:}, that can be written and, while told so, not brought onto the disk. */
public final class FailingFiles extends FilePathWrapper {

    private static volatile boolean failing;

    /** H2 makes one for each path. */
    public FailingFiles() {}

    /** The JDBC URL of a database. */
    static String url(Path database) {
        FilePath.register(new FailingFiles());
        return "jdbc:h2:failing:" + database;
    }

    static void fail(boolean now) {
        failing = now;
    }

    @Override
    public String getScheme() {
        return "failing";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Failing(getBase().open(mode));
    }

    private static final class Failing extends PassedOnFile {

        Failing(FileChannel file) {
            super(file);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            if (failing) {
                throw new IOException("Input/output error");
            }
            super.force(metaData);
        }
    }
}
