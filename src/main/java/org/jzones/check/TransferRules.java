package org.jzones.check;

import java.util.List;
import java.util.Optional;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.TransferNote;
import org.jzones.model.TransferStep;
import org.jzones.model.Verb;

/** What may be done to a zone that is between two machines (zonemove(1M)). */
public final class TransferRules {
    private TransferRules() {}

    /**
     * The problem of changing a zone that is on its way, if it is. One that cannot be attached there any more may be
     * attached here by hand too.
     *
     * @param move the move of the zone that has begun and not ended
     * @param what the command that would change it
     */
    public static List<Problem> problems(Optional<TransferNote> move, String what) {
        return move
                .filter(m -> m.step() != TransferStep.CLEAN)
                .filter(m -> m.step() != TransferStep.BACK || !what.equals(Verb.ATTACH.word()))
                .map(m -> Problem.of(Message.ZONE_MOVING, what, m.target().host()))
                .stream()
                .toList();
    }
}
