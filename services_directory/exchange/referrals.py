"""Referrals must not lead in a circle."""

from services_directory.exchange.known import Key


def in_circles(edges: dict[Key, set[Key]]) -> set[Key]:
    """The services from which a referral leads back to themselves (Tarjan's components, without recursion)."""
    number: dict[Key, int] = {}
    low: dict[Key, int] = {}
    stack: list[Key] = []
    waiting: set[Key] = set()
    found: set[Key] = set()
    for start in edges:
        if start in number:
            continue
        path = [(start, iter(edges.get(start, ())))]
        number[start] = low[start] = len(number)
        stack.append(start)
        waiting.add(start)
        while path:
            at, rest = path[-1]
            for to in rest:
                if to not in number:
                    number[to] = low[to] = len(number)
                    stack.append(to)
                    waiting.add(to)
                    path.append((to, iter(edges.get(to, ()))))
                    break
                if to in waiting:
                    low[at] = min(low[at], number[to])
            else:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[at])
                if low[at] == number[at]:
                    component = set()
                    while at not in component:
                        waiting.discard(stack[-1])
                        component.add(stack.pop())
                    if len(component) > 1 or at in edges.get(at, ()):
                        found |= component
    return found
