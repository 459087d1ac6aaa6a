package org.jzones.software;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jzones.file.AtomicFile;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.Steps;
import org.jzones.model.Failure;
import org.jzones.model.HostInventory;
import org.jzones.model.Message;
import org.jzones.software.json.InventoryReader;
import org.jzones.software.json.InventoryWriter;

/** Inventory files, which lie where the caller wants them, outside any host root. */
public final class InventoryFiles {
    private InventoryFiles() {}

    /** Whether a file that begins like this is an inventory, or compressed in the same way. */
    public static boolean begins(byte[] bytes) {
        return bytes.length >= 2 && bytes[0] == (byte) 0x1f && bytes[1] == (byte) 0x8b;
    }

    public static byte[] bytes(HostInventory inventory) {
        return InventoryWriter.write(inventory);
    }

    /** Writes the whole file or nothing. @throws Failure if something else than a file is in its place */
    public static void write(Path file, HostInventory inventory, Steps steps) {
        Path absolute = file.toAbsolutePath().normalize();
        if (Layout.exists(absolute) && !Files.isRegularFile(absolute)) {
            throw Failure.of(Files.isDirectory(absolute) ? Message.FILE_IS_DIRECTORY : Message.FILE_NOT_REGULAR, file);
        }
        new AtomicFile(new Layout(Path.of("/")), steps).write(absolute, bytes(inventory));
    }

    /** An inventory that came another way. @throws Failure naming it, if it is none */
    public static HostInventory read(byte[] bytes, String shown) {
        try (InputStream in = new ByteArrayInputStream(bytes)) {
            return InventoryReader.read(in, shown);
        } catch (IOException e) {
            throw FileTrouble.reading(shown, e);
        }
    }

    /** @throws Failure naming the file, if it cannot be read or is no inventory */
    public static HostInventory read(Path file) {
        String shown = file.toString();
        try (PushbackInputStream in = new PushbackInputStream(Files.newInputStream(file))) {
            int first = in.read();
            if (first == '<') {
                throw Failure.of(Message.INVENTORY_IS_DOCUMENT, shown);
            }
            if (first >= 0) {
                in.unread(first);
            }
            return InventoryReader.read(in, shown);
        } catch (IOException e) {
            throw FileTrouble.reading(shown, e);
        }
    }
}
