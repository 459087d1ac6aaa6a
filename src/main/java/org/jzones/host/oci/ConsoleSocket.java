package org.jzones.host.oci;

import java.io.File;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jzones.host.ConsoleLine;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.newsclub.net.unix.AFSocket;
import org.newsclub.net.unix.AFSocketType;
import org.newsclub.net.unix.AFUNIXDatagramSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/**
 * The socket at which conmon shows a container's console, whole packets of it, and takes what is typed there (spec 5.7). It
 * is reached through the working directory of conmon, for the names of sockets may not be long.
 */
public final class ConsoleSocket implements ConsoleLine {
    /** The largest packet of conmon's, with the byte in front that says where it comes from. */
    private static final int PACKET = 8193;

    private static final int STANDARD_OUTPUT = 2;
    private static final int STANDARD_ERROR = 3;

    /** Whether there are such sockets here, tried once: the first one takes a while, which a zone may not wait to speak. */
    private static final class Sockets {
        static final boolean WORK = work();

        private static boolean work() {
            if (!AFSocket.isSupported()) {
                return false;
            }
            try (AFUNIXDatagramSocket trial = AFUNIXDatagramSocket.newInstance(AFSocketType.SOCK_SEQPACKET)) {
                trial.connect(AFUNIXSocketAddress.of(new File("/nonexistent")));
                return true;
            } catch (SocketException e) {
                return true; // there is nobody
            } catch (IOException e) {
                return false;
            }
        }
    }

    private final AFUNIXDatagramSocket socket;
    private final Path control;
    private final byte[] packet = new byte[PACKET];

    private ConsoleSocket(AFUNIXDatagramSocket socket, Path control) {
        this.socket = socket;
        this.control = control;
    }

    /** Connects; empty if nobody is there to answer. @throws Failure if this machine has no such sockets */
    public static Optional<ConsoleLine> connect(Bundle bundle) {
        if (!Sockets.WORK) {
            throw Failure.of(Message.CONSOLE_UNSUPPORTED);
        }
        Optional<Path> directory = bundle.conmon()
                .map(pid -> Path.of("/proc", Long.toString(pid), "cwd"))
                .filter(path -> isOf(path, bundle));
        if (directory.isEmpty()) {
            return Optional.empty();
        }
        Path attach = directory.get().resolve(String.valueOf(bundle.attach().getFileName()));
        Path control = directory.get().resolve(String.valueOf(bundle.ctl().getFileName()));
        if (!Files.exists(attach)) {
            return Optional.empty(); // it is about to begin
        }
        try {
            AFUNIXDatagramSocket socket = AFUNIXDatagramSocket.newInstance(AFSocketType.SOCK_SEQPACKET);
            try {
                socket.connect(AFUNIXSocketAddress.of(new File(attach.toString())));
                return Optional.of(new ConsoleSocket(socket, control));
            } catch (IOException e) {
                socket.close();
                return Optional.empty(); // it is about to end
            }
        } catch (IOException e) {
            throw Failure.of(Message.CONSOLE_UNSUPPORTED).causedBy(e);
        }
    }

    /** Whether the process with this working directory is that of the bundle, and not another one with its number. */
    private static boolean isOf(Path workingDirectory, Bundle bundle) {
        try {
            return Files.isSameFile(workingDirectory, bundle.directory());
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public int receive(byte[] buffer) throws IOException {
        while (true) {
            DatagramPacket received = new DatagramPacket(packet, packet.length);
            try {
                socket.receive(received);
            } catch (SocketTimeoutException e) {
                return -1; // no time is set: this is how the other end goes
            }
            int length = received.getLength();
            if (length == 0) {
                return -1;
            }
            if (packet[0] == STANDARD_OUTPUT || packet[0] == STANDARD_ERROR) {
                System.arraycopy(packet, 1, buffer, 0, length - 1);
                return length - 1;
            }
        }
    }

    @Override
    public int longest() {
        return PACKET - 1;
    }

    @Override
    public void send(byte[] keys, int length) throws IOException {
        socket.send(new DatagramPacket(keys, length));
    }

    @Override
    public void resize(int rows, int columns) {
        // for reading too: else this waits for a reader, and there may be none any more
        try (FileChannel orders = FileChannel.open(control, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            orders.write(ByteBuffer.wrap(("1 " + rows + " " + columns + "\n").getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            return; // it has ended, which shows
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
