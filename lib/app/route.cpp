#include <frameio/app.hpp>

#include <utility>

namespace frameio {

route& route::secret(std::string text) {
    secrets_.push_back(std::move(text));
    return *this;
}

route& route::attempts(unsigned runs) {
    attempts_ = runs;
    return *this;
}

route& route::backoff(std::chrono::milliseconds first, std::chrono::milliseconds longest) {
    first_pause_ = first;
    longest_pause_ = longest;
    return *this;
}

route& route::timeout(std::chrono::milliseconds longest_run) {
    longest_run_ = longest_run;
    return *this;
}

route& route::concurrency(std::size_t runs) {
    concurrency_ = runs;
    return *this;
}

route& route::in_doubt(doubt rule) {
    in_doubt_ = rule;
    return *this;
}

route& route::happens_once(std::chrono::hours window) {
    once_ = window;
    return *this;
}

route& route::repeats_within(std::chrono::minutes window) {
    repeats_ = window;
    return *this;
}

route& route::on_login(login_handler handler) {
    on_login_ = std::move(handler);
    return *this;
}

route& route::merge_pending() {
    merges_ = true;
    return *this;
}

route& route::ordered_by(order_key key) {
    order_key_ = std::move(key);
    return *this;
}

route& route::ordered_by(order what) {
    switch (what) {
        case order::none:
            order_key_ = nullptr;
            break;
        case order::resource:
            order_key_ = [](const webhook_event& event) { return std::string(event.resource.id); };
            break;
        case order::project:
            order_key_ = [](const webhook_event& event) { return std::string(event.project_id); };
            break;
    }
    return *this;
}

}  // namespace frameio
