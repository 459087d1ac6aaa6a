package org.jzones.op;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jzones.host.Children;
import org.jzones.host.Ssh;
import org.jzones.model.Failure;
import org.jzones.model.HostInventory;
import org.jzones.model.Manifest;
import org.jzones.model.Message;
import org.jzones.op.Place.Answer;
import org.jzones.store.InventoryFiles;

/** {@code zonemove --to-best}: asks machines for their inventories, all at a time, and ranks them as zoneplace does. */
public final class BestHost {
    /** How many ssh clients run at the same time. */
    private static final int AT_ONCE = 16;

    private final Place place;
    private final Children children;
    private final List<String> inventory;

    /**
     * @param place ranks
     * @param zoneadm the command on the machines
     * @param root the host root there
     */
    public BestHost(Place place, Children children, String zoneadm, String root) {
        this.place = place;
        this.children = children;
        this.inventory = List.of(zoneadm, "-R", root, "inventory");
    }

    /** What each machine says about the zone, in their order; one that does not answer says why. */
    public List<Answer> plan(Manifest zone, List<Ssh> machines) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, Math.min(AT_ONCE, machines.size())));
        try {
            List<Future<Answer>> asked = new ArrayList<>();
            for (Ssh machine : machines) {
                asked.add(threads.submit(() -> place.ask(List.of(zone), machine.host(), () -> inventory(machine))));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : asked) {
                answers.add(answer.get());
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(Message.REMOTE_INTERRUPTED);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private HostInventory inventory(Ssh machine) {
        Children.Answer answer = children.ask(machine.command(inventory));
        if (answer.status() == Ssh.NO_CONNECTION) {
            throw Failure.of(Message.REMOTE_NO_ANSWER, machine.host());
        }
        if (!answer.isDone()) {
            throw Failure.of(Message.REMOTE_NO_INVENTORY, machine.host());
        }
        byte[] bytes = answer.bytes().getBytes(StandardCharsets.ISO_8859_1);
        return InventoryFiles.read(bytes, "the inventory of " + machine.host());
    }
}
