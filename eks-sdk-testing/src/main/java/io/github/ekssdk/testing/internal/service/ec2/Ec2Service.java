package io.github.ekssdk.testing.internal.service.ec2;

import io.github.ekssdk.testing.Resource;
import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.FakeService;
import io.github.ekssdk.testing.internal.service.Handlers;
import java.util.List;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** EC2 of one account in one region; its operations are answered per kind of thing, see {@link Ec2Parts}. */
public final class Ec2Service implements FakeService {
    private final Account account;
    private final Activation activation;
    private final Admission admission;
    private final Ec2Inventory inventory;
    private final Ec2Actors actors;
    private final List<Object> handlers;

    /** EC2 of an account, with a default VPC if the account has any. */
    public Ec2Service(Account account) {
        Ec2World world = new Ec2World(account);
        this.account = account;
        this.activation = world.activation;
        this.admission = new Admission(account.quotas());
        this.inventory = new Ec2Inventory(world);
        this.actors = new Ec2Actors(world);
        this.handlers = Ec2Parts.of(world);
        if (account.hasDefaultVpc()) {
            new DefaultNetwork(world).make();
        }
    }

    @Override
    public List<?> handlers() {
        return handlers;
    }

    @Override
    public String name() {
        return "ec2";
    }

    @Override
    public void admit(SdkRequest request, Call call) {
        activation.admit();
        admission.check(request, call);
    }

    @Override
    public List<Resource> inventory() {
        return inventory.list();
    }

    /** What other services of AWS do in this EC2. */
    public Ec2Actors actors() {
        return actors;
    }

    /**
     * Lets the account be refused as one that cannot use EC2 yet.
     *
     * @param refusal {@code OptInRequired}, {@code PendingVerification}, or empty for none
     */
    public void activation(String refusal) {
        activation.be(refusal);
    }

    /** Answers another service of AWS, which no request rate slows. */
    public <R extends SdkResponse> R answer(SdkRequest request, Class<R> answer) {
        Caller aws = new Caller("AKIAFAKESERVICE00000", account.id(), account.globalArn("iam", "root"), account.id());
        String operation = request.getClass().getSimpleName().replaceFirst("Request$", "");
        Call call = new Call(name(), operation, aws, account.transitions().now(), "service");
        return answer.cast(Handlers.of(this).answer(this, request, call));
    }
}
