# Made by python -m vmotion_model.machines.stub: the commands of the shipped protocol.
from .migration import Changes

class Triggers:
    def request(self) -> Changes:
        """A client asks vCenter to migrate the VM. What is still in flight now belongs to an earlier attempt."""
    def refuse_request(self) -> Changes:
        """vCenter refuses the request, or the user withdraws it from the queue."""
    def admit(self) -> Changes:
        """vCenter admits the migration, takes its cost units and asks the destination host."""
    def destination_allowed(self) -> Changes:
        """The destination host allows the vMotion."""
    def destination_refused(self) -> Changes:
        """The destination host disallows the vMotion: it ends, and nothing was changed."""
    def repeat_validation(self) -> Changes:
        """The call was lost: vCenter asks the destination host again."""
    def validation_times_out(self) -> Changes:
        """The compatibility check takes too long: vCenter gives up before anything was changed."""
    def compute_specification(self) -> Changes:
        """vCenter computes the specification from the config file as it is now, and asks the source to prepare."""
    def specification_fails(self) -> Changes:
        """No specification can be computed: the task ends before anything was changed."""
    def source_prepared(self) -> Changes:
        """The source is prepared: vCenter asks the destination host to create the VM."""
    def source_refused(self) -> Changes:
        """The source host disallows the vMotion: it ends, and nothing was changed."""
    def recompute_specification(self) -> Changes:
        """The config was edited after the specification was computed: vCenter computes it again."""
    def repeat_preparation(self) -> Changes:
        """The call was lost: vCenter asks the source again."""
    def destination_created(self) -> Changes:
        """The destination VM waits; vCenter has its world id."""
    def repeat_creation(self) -> Changes:
        """The call was lost: vCenter asks the destination host again."""
    def start_source(self) -> Changes:
        """vCenter starts the source VM's migration and hands it the destination's world id."""
    def ask_destination(self) -> Changes:
        """The source is gone and the disk is free: vCenter asks whether the destination VMX still lives."""
    def switch_host(self) -> Changes:
        """The destination holds the disk lock, so it runs the VM: the migration has succeeded."""
    def switch_inventory(self) -> Changes:
        """vCenter changes the VM's host to the destination."""
    def switch_pool(self) -> Changes:
        """vCenter changes the VM's resource pool to the destination's and tells the source to clean up."""
    def repeat_cleanup(self) -> Changes:
        """vCenter tells the source again to clean up."""
    def owe_cleanup(self) -> Changes:
        """The task ends without the clean-up, which is left to recovery."""
    def complete(self) -> Changes:
        """Everything is tidied up: vCenter makes the config writable and marks the task complete."""
    def cancel_early(self) -> Changes:
        """A user cancels before anything was prepared: the task ends."""
    def cancel_prepared(self) -> Changes:
        """A user cancels before the source was started: vCenter rolls back."""
    def cancel_started(self) -> Changes:
        """A user cancels while the hosts migrate: vCenter tells the source, which decides."""
    def source_refused_late(self) -> Changes:
        """The source refuses a repeated call, but had prepared before it crashed: vCenter rolls back."""
    def abandon_before_start(self) -> Changes:
        """The source failed or is gone before it was started: vCenter rolls back."""
    def destination_not_created(self) -> Changes:
        """The destination host cannot create the VM: vCenter rolls back."""
    def roll_back_on_failure(self) -> Changes:
        """The source VMX reports FINISHED with failure: vCenter rolls back."""
    def roll_back_dead_source(self) -> Changes:
        """The source VMX is gone, and its lock stands or HA has it: the destination cannot run. vCenter rolls back."""
    def roll_back_both_gone(self) -> Changes:
        """The lock was released, but both VMX are gone before either took it: vCenter rolls back."""
    def repeat_close(self) -> Changes:
        """vCenter tells the source again to close the migration."""
    def repeat_destroy(self) -> Changes:
        """vCenter tells the destination host again to remove its VM."""
    def unlock_for_dead_source(self) -> Changes:
        """The source VMX is gone and cannot unlock the config: vCenter does it."""
    def finish_roll_back(self) -> Changes:
        """Everything is as it was: the task ends, rolled back."""
    def show_restarted(self) -> Changes:
        """vCenter learns that HA has started the VM on a third host, and shows it there."""
    def crash_vcenter(self) -> Changes:
        """vCenter crashes and loses what it kept in memory; its database stays."""
    def recover_unprepared(self) -> Changes:
        """vCenter is back; the source was not asked yet: the task is rejected."""
    def recover_unstarted(self) -> Changes:
        """vCenter is back; the source was not started, or was being rolled back: vCenter rolls back."""
    def recover_started(self) -> Changes:
        """vCenter is back; the source was started: the disk lock and the hosts will tell how it stands."""
    def recover_switched(self) -> Changes:
        """vCenter is back; the migration had succeeded: the clean-up is owed."""
    def prepare(self) -> Changes:
        """The source validates the request, makes the config read-only and starts the protection timer."""
    def report_stale_specification(self) -> Changes:
        """The config is no longer what the specification was computed from: the source says so."""
    def refuse_prepare(self) -> Changes:
        """The source host cannot send a vMotion, or the VM is in no state to be sent: it refuses."""
    def refuse_stopped_vm(self) -> Changes:
        """The VM does not run here: there is nothing to migrate live."""
    def prepare_again(self) -> Changes:
        """The source is prepared already and says so again."""
    def answer_failed(self) -> Changes:
        """The source answers that the migration failed."""
    def report_failure_again(self) -> Changes:
        """The source reports its failure again, until it is told that vCenter knows."""
    def answer_absent(self) -> Changes:
        """The source host answers that no such VMX takes part in a migration."""
    def start_precopy(self) -> Changes:
        """The source starts to copy memory to the destination's world; the destination's start counts as progress."""
    def cannot_start(self) -> Changes:
        """The source cannot make the helper worlds, or cannot connect to the destination: it gives up."""
    def send_batch(self) -> Changes:
        """The source sends a batch of pages."""
    def take_acknowledgement(self) -> Changes:
        """The batch has arrived: progress, which restarts the protection timer."""
    def round_shrinks(self) -> Changes:
        """The first round is done; SDPS keeps the dirty rate below the transmit rate, so less remains each round."""
    def round_reaches_goal(self) -> Changes:
        """The round is done, and what remains can be sent within the switchover time goal."""
    def hear_keepalive(self) -> Changes:
        """The destination host is alive, though it drained nothing: no progress."""
    def protection_expires(self) -> Changes:
        """The protection timer runs out: the source gives up and unlocks the config."""
    def network_times_out(self) -> Changes:
        """The destination was not heard for the network timeout: the source gives up."""
    def cannot_converge(self) -> Changes:
        """SDPS is off or not enough, memory changes faster than it can be sent: the source gives up."""
    def transfer_fails(self) -> Changes:
        """The transfer or the saving of the checkpoint fails: the source gives up."""
    def stun(self) -> Changes:
        """The source stuns the VM; from here on the switchover limit rules."""
    def send_last(self) -> Changes:
        """The source sends the last pages and the checkpoint and waits for the handshake."""
    def release_disk(self) -> Changes:
        """The destination is ready: the source releases the disk lock. This is the commit."""
    def finish(self) -> Changes:
        """The destination has resumed the VM: the source's part is over."""
    def told_to_stop(self) -> Changes:
        """The source detects that the destination failed to resume: the VM runs on here."""
    def take_back(self) -> Changes:
        """The destination could not take the released lock and says so: the source takes it back at once and runs on."""
    def cancelled(self) -> Changes:
        """The user cancels before the disk lock was released: the VM runs on here."""
    def refuse_cancel(self) -> Changes:
        """The disk lock was released, or the migration is over: it is too late to cancel."""
    def switchover_times_out(self) -> Changes:
        """The maximum switchover time is over and the lock was not released: the VM runs on here."""
    def fall_back(self) -> Changes:
        """The acknowledgement did not come and the disk is still free: the source takes it back and runs on."""
    def connection_lost(self) -> Changes:
        """The connection broke after the stun, before the release: after the network timeout the VM runs on here."""
    def lost_but_disk_free(self) -> Changes:
        """The connection broke after the release: the source finds the lock free, takes it back and runs on."""
    def lost_and_disk_taken(self) -> Changes:
        """The connection broke after the release: the source finds the lock taken and gives way."""
    def find_lock_taken(self) -> Changes:
        """The acknowledgement did not come, but another host holds the disk: the source has lost and gives way."""
    def close_prepared(self) -> Changes:
        """The migration is called off before it started: the source unlocks the config."""
    def close_finished(self) -> Changes:
        """The source is told that the roll-back is known: it is ready for the next migration."""
    def open_console(self) -> Changes:
        """A user holds a console open directly on the source host; only from now on does that matter."""
    def close_console(self) -> Changes:
        """The user closes the console."""
    def power_down(self) -> Changes:
        """The source VM is powered down."""
    def unregister(self) -> Changes:
        """The source VM is unregistered from the source host."""
    def release_resources(self) -> Changes:
        """What the source VM used is released to the host, which tells vCenter."""
    def clean_up_after_return(self) -> Changes:
        """The source host removes what a VMX that is gone left behind, or has done so already, and says so."""
    def crash_source(self) -> Changes:
        """The source host dies: the VMX and its memory are gone. The disk lock stays with its dead holder."""
    def report_source_dead(self) -> Changes:
        """An operator stands before the dead source host and tells vCenter."""
    def return_source(self) -> Changes:
        """The source host is back: no VMX runs. A VM whose disk another host holds is unregistered."""
    def restart_on_source(self) -> Changes:
        """The VM is started again from its disk on the source."""
    def allow_vmotion(self) -> Changes:
        """The destination host can receive a vMotion and allows it."""
    def disallow_vmotion(self) -> Changes:
        """The destination host is not configured for vMotion, or cannot receive one: it disallows it."""
    def create(self) -> Changes:
        """The destination host creates, registers and powers on a VM, which holds resources and has a world id."""
    def refuse_resources(self) -> Changes:
        """The destination host cannot meet the VM's reservation or find its resource pool."""
    def wait_for_source(self) -> Changes:
        """The destination VM waits for the source; its world id goes to vCenter."""
    def cannot_power_on(self) -> Changes:
        """The destination VM cannot be powered on (storage, files, devices): it is removed."""
    def start_never_comes(self) -> Changes:
        """No memory comes: the destination times out waiting for the migration to start, and removes its VM."""
    def receive_batch(self) -> Changes:
        """The destination receives a batch of pages and acknowledges it."""
    def hold_batch(self) -> Changes:
        """The destination host answers a keep-alive but is too starved to take the batch."""
    def receive_pages(self) -> Changes:
        """The last pages arrive."""
    def receive_checkpoint(self) -> Changes:
        """The checkpoint arrives and is restored."""
    def send_ready(self) -> Changes:
        """All pages and the checkpoint are here: the destination tells the source that it can resume."""
    def resume(self) -> Changes:
        """The destination takes the released disk lock, resumes the VM and acknowledges."""
    def cannot_take_over(self) -> Changes:
        """The destination was ready and cannot open the disks or a device after all: it says so and removes its VM."""
    def cannot_resume(self) -> Changes:
        """The destination cannot restore the VM: it tells the source and removes its own."""
    def give_up(self) -> Changes:
        """The source was silent for the network timeout: the destination removes its VM."""
    def exit_failed(self) -> Changes:
        """The destination VMX, which has failed, exits; its host tells vCenter."""
    def destroy(self) -> Changes:
        """The destination host removes the VM, running or not."""
    def answer_gone(self) -> Changes:
        """The destination host answers that no such VMX runs."""
    def answer_alive(self) -> Changes:
        """The destination VMX lives: there is nothing to report."""
    def crash_destination(self) -> Changes:
        """The destination host dies: the VMX and its memory are gone. A disk lock it holds stays with it."""
    def report_destination_dead(self) -> Changes:
        """An operator stands before the dead destination host and tells vCenter."""
    def return_destination(self) -> Changes:
        """The destination host is back: no VMX runs. A VM whose disk it does not hold is unregistered."""
    def restart_on_destination(self) -> Changes:
        """The VM is started again from its disk on the destination."""
    def edit_config(self) -> Changes:
        """A user edits the VM's configuration."""
    def others_take_unit(self) -> Changes:
        """Another migration takes a cost unit."""
    def others_return_unit(self) -> Changes:
        """Another migration returns a cost unit."""
    def lose_call_to_source(self) -> Changes:
        """The call to the source is lost."""
    def lose_word_of_source(self) -> Changes:
        """The source's word is lost (a host that is back, or an operator, repeats until vCenter knows)."""
    def lose_call_to_destination(self) -> Changes:
        """The call to the destination is lost."""
    def lose_word_of_destination(self) -> Changes:
        """The destination's word is lost (an operator repeats until vCenter knows)."""
    def lose_batch(self) -> Changes:
        """A batch of pages, or its acknowledgement, is lost."""
    def lose_pages(self) -> Changes:
        """The last pages are lost."""
    def lose_checkpoint(self) -> Changes:
        """The checkpoint is lost."""
    def lose_verdict(self) -> Changes:
        """The go or no-go is lost."""
    def lose_resumed(self) -> Changes:
        """The acknowledgement is lost."""
    def restart_elsewhere(self) -> Changes:
        """HA starts the VM of the dead source on a third host; it waits for the lock, which an isolated host renews."""
