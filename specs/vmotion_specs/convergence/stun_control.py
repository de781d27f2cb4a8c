"""T5: what a stun policy that measures can guarantee, and on which assumptions."""

from __future__ import annotations

from vmotion_model.precopy.terms import unknowns, var

from .theorem import Hypothesis, Obligation, Theorem, TheoremKind, defined, inner, of_run

C, E, TAU, BOUND, ETA, R = unknowns("c E tau B eta R")

(RUN, DHAT, RHAT, X, Y, DEMAND, USE, EFF, G, ED, ER, BDROP, RUSE, THETA, DMAX, J, STEPS, EXC, EXC2, STEP, DELTA, VOL,
CUT,
 J2, HEAD, TAIL, MID, FLAG) = unknowns(
    "run D_hat R_hat x y d d_use D_eff g e_D e_R drop R_use theta D_max j J E E2 X Delta vol cut j2 head tail mid flag"
)  # fmt: skip

KAPPA = var("k")

_ESTIMATE = (
    of_run("control law", RUN * DHAT <= ETA * RHAT, "the run share 1-theta is at most eta R_hat/D_hat"),
    of_run("dirty estimate", DHAT >= X, "D_hat >= (1-e_D) d"),
    of_run("rate estimate", RHAT <= Y, "R_hat <= (1+e_R) R"),
    Hypothesis("run share", RUN >= 0, "the run share is not negative"),
    Hypothesis("target", ETA >= 0, "eta is not negative"),
)

T5A = Theorem(
    "T5a",
    "Proportional stun converges while contraction remains",
    "If demand grows by at most 1+g between measurement and use, estimates err by at most e_D and e_R, and the link "
    "drops by at most b, then the stunned guest dirties at most l' times the rate at use, l' = eta "
    "(1+g)(1+e_R)/((1-e_D)(1-b)). Under l' < 1 T2 gives convergence; at l' >= 1 a guest within the same limits "
    "dirties as fast as the link sends.",
    (
        "bounded growth of demand: g",
        "measurement errors: e_D, e_R",
        "bounded drop of the link: b",
        "demand is dirtying per consumed CPU second, not the wall rate of a partly idle guest",
        "the stun can reach the share it needs",
        "contraction: l' < 1",
    ),
    (
        Obligation(
            "T5a.estimate",
            TheoremKind.LEMMA,
            _ESTIMATE,
            RUN * X <= ETA * Y,
            "What the control law gives with wrong estimates.",
        ),
        Obligation(
            "T5a.growth",
            TheoremKind.LEMMA,
            (
                of_run("stunned guest", EFF <= RUN * USE, "the stunned guest dirties its run share of demand"),
                of_run("growth", USE <= (1 + G) * DEMAND, "demand grew by at most 1+g"),
                Hypothesis("run share", RUN >= 0, "the run share is not negative"),
                inner("held", RUN * DEMAND <= BOUND, "run share times measured demand is at most B"),
                Hypothesis("growth bound", 1 + G >= 0, "the factor is not negative"),
            ),
            EFF <= (1 + G) * BOUND,
            "Growth multiplies what is left.",
        ),
        Obligation(
            "T5a.contraction",
            TheoremKind.LEMMA,
            (
                inner("effective rate", EFF <= C * R, "dirty rate at most c R"),
                defined("bounded drop", RUSE >= CUT * R, "the link keeps the share 1-b"),
                Hypothesis("contraction", C < CUT, "c < 1-b, that is l' < 1"),
                Hypothesis("link is up", R > 0, "the link sends at all"),
            ),
            EFF < RUSE,
            "The stunned guest is slower than the link: T2's hypothesis.",
        ),
        Obligation(
            "T5a.clip",
            TheoremKind.LEMMA,
            (
                of_run("at the largest stun", EFF <= RUN * USE, "the stun is at its limit, 1-theta_max = run"),
                Hypothesis("reach", RUN * DMAX <= BOUND, "(1-theta_max) D_max is within the bound"),
                of_run("peak demand", USE <= DMAX, "demand never exceeds D_max"),
                Hypothesis("run share", RUN >= 0, "the run share is not negative"),
            ),
            EFF <= BOUND,
            "A stun at its limit is enough when the limit reaches the peak.",
        ),
        Obligation(
            "T5a.engaged",
            TheoremKind.LEMMA,
            (
                of_run("dirty estimate", DHAT >= X, "D_hat >= (1-e_D) d"),
                of_run("rate estimate", RHAT <= Y, "R_hat <= (1+e_R) R"),
                Hypothesis("clearly too fast", KAPPA * X > Y, "k (1-e_D) d > (1+e_R) R"),
                Hypothesis("ratio", KAPPA >= 0, "the ratio under which the stun engages is not negative"),
            ),
            RHAT < KAPPA * DHAT,
            "A guest that always dirties so fast is always seen to, and stunned.",
        ),
        Obligation(
            "T5a.tight",
            TheoremKind.LEMMA,
            (
                inner("worst guest", EFF.eq(C * R), "every error at its limit: dirty rate c R"),
                inner("worst link", RUSE.eq(CUT * R), "the link drops to (1-b) R"),
                inner("no contraction", C >= CUT, "c >= 1-b, that is l' >= 1"),
                Hypothesis("link is up", R > 0, "the link sends at all"),
            ),
            EFF >= RUSE,
            "Without contraction the worst guest keeps up with the link: the condition is exact.",
        ),
    ),
    "F8 with errors and delay.",
)

L, V, V2, SENT, SENT2, SPENT, SPENT2, MORE, MEM, K, S = unknowns("l V V2 sent sent2 z z2 more M k S")
DMA, TOP, GOAL, TIME, GAIN = unknowns("rho_dma D_top goal t d")

_FLAGGED = of_run(
    "flagged",
    FLAG.eq(1).implies((J2.eq(J + 1)) & (EXC2 <= EXC + STEP)),
    "an interval over eta R raises the throttle and adds at most X = Delta (D_max - eta R)",
)
_UNFLAGGED = of_run(
    "not flagged",
    FLAG.eq(0).implies(J2.eq(J) & (EXC2 <= EXC)),
    "an interval that raises nothing adds nothing above eta R",
)

BACKLOG, BACKLOG2, BACKLOG3, HIGH = unknowns("b b2 b3 d_high")

T5C = Theorem(
    "T5c",
    "Proportional stun from the last interval can be defeated for ever",
    "A guest whose demand alternates between 2 R or more and nothing is stunned only while it is idle: what is left "
    "never falls under its start. The search over a finite controller finds this guest, and better ones, as a lasso; "
    "it finds none against the ratchet and the quota.",
    ("the stun of an interval is computed from the demand of the one before", "nothing bounds the growth of demand"),
    (
        Obligation(
            "T5c.up",
            TheoremKind.STEP,
            (
                inner("no stun", BACKLOG2 >= BACKLOG + HIGH - R, "after an idle interval nothing is stunned"),
                inner("high demand", HIGH >= 2 * R, "the guest wants 2 R or more"),
            ),
            BACKLOG2 >= BACKLOG + R,
            "The busy interval leaves R more (per interval of length one).",
        ),
        Obligation(
            "T5c.turn",
            TheoremKind.STEP,
            (
                inner("up", BACKLOG2 >= BACKLOG + R, "the busy interval left R more"),
                inner("idle", BACKLOG3 >= BACKLOG2 - R, "the idle interval sends R at most"),
            ),
            BACKLOG3 >= BACKLOG,
            "After both intervals no less is left than before: the turn can be repeated for ever.",
        ),
    ),
    "Ledger by search; compare QEMU's ratchet and the dirty-quota proposal.",
)

T5B = Theorem(
    "T5b",
    "A ratchet pays a bounded excess, once",
    "If the throttle is raised after every interval whose dirtying exceeds eta R, never lowered, and after J raises "
    "its run share times D_max, with what devices write, is at most eta R, then in any window U(tau) <= (J+2) Delta "
    "(D_top - eta R) + eta R tau, D_top the peak of all writers. Because the excess is paid once in the whole "
    "migration, at most (M+E)/((1-l) S) rounds stay above S, with no condition on the floor.",
    (
        "peak demand: never above D_max",
        "detection: an interval that dirties more than eta R Delta raises the throttle",
        "ratchet: the throttle is never lowered",
        "reach: (1-theta_max) D_max + rho_dma <= eta R",
        "all writers covered: device and hypervisor writes are at most rho_dma",
        "window within the goal: R tau <= S",
    ),
    (
        Obligation(
            "T5b.base",
            TheoremKind.BASE,
            (inner("start", EXC.eq(0) & J.eq(0), "no raise and no excess yet"),),
            EXC <= J * STEP,
            "No excess before the first interval.",
        ),
        Obligation(
            "T5b.step",
            TheoremKind.STEP,
            (
                inner("paid so far", EXC <= J * STEP, "excess at most one X per raise"),
                _FLAGGED,
                _UNFLAGGED,
                of_run("judged", FLAG.eq(0) | FLAG.eq(1), "every interval is judged"),
            ),
            EXC2 <= J2 * STEP,
            "Every excess is paid for by a raise.",
        ),
        Obligation(
            "T5b.last",
            TheoremKind.LEMMA,
            (
                Hypothesis(
                    "fully raised",
                    RUN * DMAX + DMA <= ETA * R,
                    "after J raises the run share is low enough, with what devices and hypervisor write",
                ),
                of_run(
                    "all writers covered",
                    VOL <= DELTA * (RUN * DMAX + DMA),
                    "an interval dirties its run share of the peak, and what devices and hypervisor write",
                ),
                Hypothesis("interval", DELTA >= 0, "an interval is not negative"),
            ),
            VOL <= DELTA * (ETA * R),
            "After J raises no interval is over eta R: there are at most J.",
        ),
        Obligation(
            "T5b.window",
            TheoremKind.LEMMA,
            (
                inner("whole intervals", MID <= J * STEP, "those inside the window"),
                inner("at most J", J <= STEPS, "at most J raises"),
                inner("head", HEAD <= STEP, "the interval cut by the window's start"),
                inner("tail", TAIL <= STEP, "the interval cut by its end"),
                defined("excess positive", STEP >= 0, "X >= 0"),
            ),
            HEAD + MID + TAIL <= (STEPS + 2) * STEP,
            "Any window exceeds eta R tau by at most (J+2) X bytes.",
        ),
        Obligation(
            "T5b.part",
            TheoremKind.LEMMA,
            (
                of_run("peak", VOL <= TAU * TOP, "a cut interval dirties at most the peak of all writers"),
                inner("part", TAU <= DELTA, "it is no longer than an interval"),
                defined("under peak", TOP >= ETA * R, "otherwise nothing needs a stun"),
            ),
            VOL - TAU * (ETA * R) <= DELTA * (TOP - ETA * R),
            "A cut interval exceeds eta R by at most X.",
        ),
        Obligation(
            "T5b.paid",
            TheoremKind.STEP,
            (
                inner("so far", (1 - L) * SENT + V <= MEM + SPENT, "(1-l) sent + left <= M + excess spent so far"),
                inner("part", SENT2.eq(SENT + X) & SPENT2.eq(SPENT + MORE), "x bytes are sent, e of the excess spent"),
                inner("left", V2 <= V - X + Y, "what was not sent is left, and y bytes dirtied meanwhile"),
                inner("dirtied", Y <= L * X + MORE, "y is at most l x + e"),
            ),
            (1 - L) * SENT2 + V2 <= MEM + SPENT2,
            "What is dirtied beyond l times what is sent is paid from the excess, which is finite.",
        ),
        Obligation(
            "T5b.ends",
            TheoremKind.LEMMA,
            (
                inner("accounting", (1 - L) * SENT + V <= MEM + SPENT, "(1-l) sent + left <= M + excess spent"),
                inner("excess", SPENT <= E, "at most E is ever spent"),
                inner("not over", V >= 0, "what is left is not negative"),
                inner("above the threshold", SENT >= K * S, "each of k rounds sent more than S"),
                Hypothesis("contraction", L < 1, "l < 1"),
            ),
            K * S * (1 - L) <= MEM + E,
            "At most (M+E)/((1-l) S) rounds stay above the threshold: pre-copy ends without any condition on the "
            "floor.",
        ),
        Obligation(
            "T5b.read",
            TheoremKind.LEMMA,
            (
                inner("not ended", V > GOAL, "more than the threshold is left"),
                of_run(
                    "sends",
                    (SENT >= R * TAU) | ((SENT >= V) & (TAU <= TIME)),
                    "between two reads R tau bytes are sent, or in one window all there is",
                ),
                Hypothesis(
                    "window within the goal", R * TIME <= GOAL, "the threshold is at least what a window carries"
                ),
                Hypothesis("link is up", R >= 0, "the link does not take bytes back"),
            ),
            SENT >= R * TAU,
            "The link is never idle while more than the threshold is left.",
        ),
        Obligation(
            "T5b.reads",
            TheoremKind.END,
            (
                inner("accounting", K * GAIN <= MEM + E, "k reads gained d each from what there was"),
                Hypothesis(
                    "gain of a read", GAIN > 0, "what a read gains, (1-l) of what it sends less a page of rounding"
                ),
            ),
            K <= (MEM + E) / GAIN,
            "So the reads are counted.",
        ),
    ),
    "Amortised argument; QEMU auto-converge.",
)
