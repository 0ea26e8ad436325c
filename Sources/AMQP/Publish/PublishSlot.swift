import Canonical

/// One publication of a batch.
struct PublishSlot {
    let batch: PublishBatch
    let index: Int

    var publication: Publication { batch.publications[index] }
    var isKnown: Bool { batch.isKnown(index) }
}
