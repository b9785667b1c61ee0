package io.github.ekssdk.testing.internal.service.autoscaling;

import io.github.ekssdk.testing.Resource;
import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.FakeService;
import java.util.List;

/** EC2 Auto Scaling of one account in one region. Its handlers answer the operations; the work is done per concern. */
public final class AutoScalingService implements FakeService {
    private final AsgWorld world;
    private final AutoScalingActors actors;
    private final List<Object> handlers;

    /** Auto Scaling of an account, with no group in it. */
    public AutoScalingService(Account account) {
        this.world = new AsgWorld(account);
        Blueprints blueprints = new Blueprints(world);
        Activities activities = new Activities(world);
        HookTimers timers = new HookTimers(world);
        Launcher launcher = new Launcher(world, blueprints, activities);
        Retirement retirement = new Retirement(world, activities, timers);
        Reconciler reconciler = new Reconciler(world, launcher, retirement, activities, timers);
        GroupCheck check = new GroupCheck(world, blueprints);
        GroupCalls groups = new GroupCalls(world, check, reconciler);
        GroupUpdates updates = new GroupUpdates(world, check, reconciler);
        InstanceCalls instances = new InstanceCalls(world, retirement, activities, reconciler);
        WarmPoolCalls warmPools = new WarmPoolCalls(world, reconciler);
        this.actors = new AutoScalingActors(world, groups, updates, instances, warmPools);
        this.handlers = List.of(
                groups,
                updates,
                instances,
                new HookCalls(world, timers),
                new RefreshCalls(world, blueprints, retirement, activities, reconciler),
                new TagCalls(world),
                new PolicyCalls(world, reconciler),
                new ProcessCalls(world, reconciler),
                warmPools,
                new LoadBalancerCalls(world));
        world.onInstanceChange(reconciler);
    }

    @Override
    public String name() {
        return "autoscaling";
    }

    @Override
    public List<?> handlers() {
        return handlers;
    }

    @Override
    public List<Resource> inventory() {
        return AutoScalingInventory.list(world);
    }

    /** What other services of AWS do in this Auto Scaling. */
    public AutoScalingActors actors() {
        return actors;
    }
}
