#pragma once

#include "store/event_id.hpp"
#include "support/waiting.hpp"

#include <map>
#include <memory>
#include <mutex>

namespace frameio::delivery {

/// Who waits in this process for the end of an event's run. Thread-safe.
class run_watch {
public:
    /// A place among those who wait, for as long as it lives.
    class place {
    public:
        place(std::shared_ptr<run_watch> of, const store::event_id& event);
        ~place();
        place(const place&) = delete;
        place& operator=(const place&) = delete;

        /// Told when a run of the event has ended since this was called last.
        std::shared_ptr<waiting> expect();

    private:
        friend class run_watch;

        const std::shared_ptr<run_watch> of_;
        const store::event_id event_;
        std::shared_ptr<waiting> waiting_;  // with the mutex, as what follows
        bool ended_ = false;
    };

    /// A run of that event has ended, and its outcome is in the store.
    void ended(const store::event_id& event);

private:
    std::mutex mutex_;
    std::multimap<store::event_id, place*> places_;
};

}  // namespace frameio::delivery
