package org.jzones.file;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Is told before each change that is made to files of a host. Whoever wants to know what a crash at that moment would leave
 * looks at the host then; whoever wants the disk to be full throws.
 */
@FunctionalInterface
public interface Steps {
    Steps NONE = (change, path) -> {};

    /**
     * @param change what is about to happen, in a word or two
     * @throws IOException to make it fail
     */
    void before(String change, Path path) throws IOException;
}
