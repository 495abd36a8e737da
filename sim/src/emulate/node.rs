//! The nodes of emulated cards and their inode numbers.

use fuser::INodeNo;

/// User interrupts of a card.
pub(super) const EVENTS: usize = 16;
/// Bytes of the user BAR.
pub(super) const USER_BYTES: u64 = 0x8_0000;
/// Bytes of the control BAR.
pub(super) const CONTROL_BYTES: u64 = 0x1_0000;

/// A file of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Node {
    H2c,
    C2h,
    User,
    Control,
    Event(usize),
    /// Writing a fault plan injects it; reading gives the counts.
    Faults,
    /// Writing sets sensors; reading gives them.
    Sensors,
}

impl Node {
    fn all() -> impl Iterator<Item = Node> {
        [Node::H2c, Node::C2h, Node::User, Node::Control, Node::Faults, Node::Sensors]
            .into_iter()
            .chain((0..EVENTS).map(Node::Event))
    }

    /// The file's name without the card's.
    fn suffix(self) -> String {
        match self {
            Node::H2c => "_h2c_0".into(),
            Node::C2h => "_c2h_0".into(),
            Node::User => "_user".into(),
            Node::Control => "_control".into(),
            Node::Event(n) => format!("_events_{n}"),
            Node::Faults => ".faults".into(),
            Node::Sensors => ".sensors".into(),
        }
    }

    /// The size that the file shows: programs refuse to seek behind it.
    pub(super) fn size(self) -> u64 {
        match self {
            Node::H2c | Node::C2h => i64::MAX as u64,
            Node::User => USER_BYTES,
            Node::Control => CONTROL_BYTES,
            Node::Event(_) | Node::Faults | Node::Sensors => 0,
        }
    }
}

/// Names of all files of some cards. Inode 1 is the directory, file `i` has inode `2 + i`.
#[derive(Debug)]
pub(super) struct Table(Vec<(String, usize, Node)>);

impl Table {
    pub(super) fn new(cards: usize) -> Table {
        let nodes = (0..cards).flat_map(|card| {
            Node::all().map(move |node| (format!("xdma{card}{}", node.suffix()), card, node))
        });
        Table(nodes.collect())
    }

    /// The card and the file behind an inode.
    pub(super) fn node(&self, inode: INodeNo) -> Option<(usize, Node)> {
        let index = usize::try_from(inode.0.checked_sub(2)?).ok()?;
        self.0.get(index).map(|(_, card, node)| (*card, *node))
    }

    pub(super) fn find(&self, name: &str) -> Option<(INodeNo, Node)> {
        let index = self.0.iter().position(|(n, ..)| n == name)?;
        Some((INodeNo(index as u64 + 2), self.0[index].2))
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = (INodeNo, &str)> {
        self.0.iter().zip(2..).map(|((name, ..), inode)| (INodeNo(inode), name.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inodes_and_names_agree() {
        let table = Table::new(2);
        assert_eq!(table.0.len(), 2 * (6 + EVENTS));
        for (inode, name) in table.entries() {
            let (found, node) = table.find(name).unwrap();
            assert_eq!((found, table.node(inode).unwrap().1), (inode, node));
        }
        assert_eq!(table.find("xdma1_user").unwrap().1, Node::User);
        assert_eq!(table.node(INodeNo(1)), None);
        assert_eq!(table.node(INodeNo(2 + table.0.len() as u64)), None);
    }
}
